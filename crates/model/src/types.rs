//! Which fields Kubernetes can decode: the types of those that the Inventory, the checks and Pod Security read, and
//! the walk that finds values of another type. Unknown fields are not looked at. Null is the zero value of every type.

mod container;
mod kinds;
mod metadata;
mod network;
mod pod;
mod quantity;
mod scheduling;
mod time;
mod volume;
mod workload;

use manifest::{Kind, Node, NodeId};

/// The fields of a mapping.
type Fields = &'static [(&'static str, Type)];

/// What Go decodes a field into.
#[derive(Clone, Copy)]
enum Type {
    Bool,
    /// Base64.
    Bytes,
    Int32,
    Int64,
    IntOrString,
    Quantity,
    String,
    /// As RFC 3339 has it.
    Time,
    BytesMap,
    QuantityMap,
    StringMap,
    Record(Fields),
    /// Items of one simple type.
    Scalars(&'static Type),
    /// Items that are mappings, and what to call such a list.
    List(&'static str, Fields),
}

const STRINGS: Type = Type::Scalars(&Type::String);
const INTEGERS: Type = Type::Scalars(&Type::Int64);

/// A node that Kubernetes cannot decode, and what should stand there.
pub(crate) type Wrong = (NodeId, &'static str);

/// Every node of an object that Kubernetes cannot decode, in the order of the document.
pub(crate) fn wrong(root: Node<'_>, group: &str, kind: &str) -> Vec<Wrong> {
    let mut found = Vec::new();
    record(root, kinds::fields(group, kind), &mut found);
    found
}

/// The tables refer to each other without cycles, so the recursion ends with them.
fn check(node: Node<'_>, wanted: Type, found: &mut Vec<Wrong>) {
    let kind = node.kind();
    if kind == Kind::Null {
        return;
    }
    let fits = match wanted {
        Type::Bool => kind == Kind::Bool,
        Type::String => kind == Kind::String,
        Type::Bytes => node.as_str().is_some_and(|text| is_base64(&text)),
        Type::Int32 => is_int32(node),
        Type::Int64 => is_integer(node),
        Type::IntOrString => kind == Kind::String || is_int32(node),
        Type::Quantity => {
            kind == Kind::Number || node.as_str().is_some_and(|text| quantity::is_quantity(&text))
        }
        Type::Time => node.as_str().is_some_and(|text| time::is_time(&text)),
        Type::BytesMap => return map(node, Type::Bytes, wanted, found),
        Type::QuantityMap => return map(node, Type::Quantity, wanted, found),
        Type::StringMap => return map(node, Type::String, wanted, found),
        Type::Record(fields) if kind == Kind::Mapping => return record(node, fields, found),
        Type::Scalars(item) if kind == Kind::Sequence => return list(node, *item, found),
        Type::List(_, fields) if kind == Kind::Sequence => return list(node, Type::Record(fields), found),
        Type::Record(_) | Type::Scalars(_) | Type::List(..) => false,
    };
    if !fits {
        found.push((node.id(), expected(wanted)));
    }
}

fn record(node: Node<'_>, fields: Fields, found: &mut Vec<Wrong>) {
    for entry in node.entries() {
        let name = entry.name();
        // Comparing with all is quicker than a search: few have the length and the first letter.
        let first = name.as_bytes().first();
        let is_it = |field: &str| {
            field.len() == name.len() && field.as_bytes().first() == first && field == name.as_ref()
        };
        if let Some((_, wanted)) = fields.iter().find(|(field, _)| is_it(field)) {
            check(entry.value, *wanted, found);
        }
    }
}

fn map(node: Node<'_>, value: Type, wanted: Type, found: &mut Vec<Wrong>) {
    if node.kind() != Kind::Mapping {
        found.push((node.id(), expected(wanted)));
    }
    for entry in node.entries() {
        check(entry.value, value, found);
    }
}

fn list(node: Node<'_>, item: Type, found: &mut Vec<Wrong>) {
    for node in node.items() {
        check(node, item, found);
    }
}

fn expected(wanted: Type) -> &'static str {
    match wanted {
        Type::Bool => "true or false",
        Type::Bytes => "base64",
        Type::Int32 | Type::Int64 => "an integer",
        Type::IntOrString => "an integer or a string",
        Type::Quantity => "a quantity such as 100m or 1Gi",
        Type::String => "a string",
        Type::Time => "a time such as 2026-01-31T12:00:00Z",
        Type::BytesMap => "a map of base64 strings",
        Type::QuantityMap => "a map of quantities",
        Type::StringMap => "a map of strings",
        Type::Record(_) => "a mapping",
        Type::Scalars(Type::String) => "a list of strings",
        Type::Scalars(_) => "a list of integers",
        Type::List(what, _) => what,
    }
}

fn is_integer(node: Node<'_>) -> bool {
    node.kind() == Kind::Number && node.as_i64().is_some()
}

fn is_int32(node: Node<'_>) -> bool {
    node.kind() == Kind::Number && node.as_i64().is_some_and(|number| i32::try_from(number).is_ok())
}

/// Standard base64 with padding; line ends do not count (`encoding/base64` of Go).
fn is_base64(text: &str) -> bool {
    let digits = text.bytes().filter(|byte| !matches!(byte, b'\r' | b'\n'));
    let (mut length, mut padding) = (0usize, 0usize);
    for digit in digits {
        length += 1;
        match digit {
            b'=' => padding += 1,
            _ if padding > 0 => return false,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {}
            _ => return false,
        }
    }
    length.is_multiple_of(4) && padding <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_what_go_decodes() {
        for text in ["", "YQ==", "YWI=", "YWJj", "YW\nJj\n", "+/+/"] {
            assert!(is_base64(text), "{text:?}");
        }
        for text in ["YQ", "YQ=", "Y===", "YW Jj", "YQ==YQ==", "-_-_", "====", "="] {
            assert!(!is_base64(text), "{text:?}");
        }
    }
}
