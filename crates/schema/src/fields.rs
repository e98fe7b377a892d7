//! The walk over an object in step with the table of types: one pass, which allocates nothing where nothing is wrong.

use std::borrow::Cow;

use manifest::{Kind, Node};

use crate::nearest::nearest;
use crate::problem::{Fault, Hint, Problem};
use crate::types::{Shape, Types, shape};
use crate::{quantity, scalar, time};

/// Walks and collects.
pub(crate) struct Walk<'d> {
    pub types: Types,
    pub found: Vec<Problem<'d>>,
}

/// The structs around a node, the nearest first.
#[derive(Clone, Copy)]
pub(crate) struct Around<'w> {
    structure: u16,
    outer: Option<&'w Around<'w>>,
}

impl<'d> Walk<'d> {
    /// A mapping that is decoded into a struct.
    pub fn structure(&mut self, node: Node<'d>, structure: u16, outer: Option<&Around<'_>>) {
        let around = Around { structure, outer };
        for entry in node.entries() {
            let name = entry.name();
            match self.types.field(structure, &name) {
                Some(shape) => self.value(entry.value, shape, Some(&around)),
                None => {
                    let hint = self.hint(&name, node, entry.value, around);
                    self.found.push(Problem { node: entry.key, fault: Fault::UnknownField(hint) });
                }
            }
        }
        for name in self.types.required(structure) {
            if node.get(name).is_none_or(Node::is_null) {
                let fault = Fault::MissingField(Cow::Borrowed(name));
                self.found.push(Problem { node, fault });
            }
        }
    }

    /// The document limits the depth of the recursion. Null is the zero value of every type.
    pub fn value(&mut self, node: Node<'d>, wanted: Shape, around: Option<&Around<'_>>) {
        let kind = node.kind();
        if kind == Kind::Null {
            return;
        }
        let text = |is: fn(&str) -> bool| kind == Kind::String && node.as_str().is_some_and(|text| is(&text));
        let fits = match wanted {
            Shape::Any | Shape::SchemaOrList => true,
            Shape::Bool => kind == Kind::Bool,
            Shape::String => kind == Kind::String,
            Shape::Enumeration(number) if kind == Kind::String => return self.enumeration(node, number),
            Shape::Structure(number) if kind == Kind::Mapping => {
                return self.structure(node, number, around);
            }
            Shape::List(item) if kind == Kind::Sequence => {
                let item = shape(item);
                return node.items().for_each(|node| self.value(node, item, around));
            }
            Shape::Map(value) if kind == Kind::Mapping => {
                let value = shape(value);
                return node.entries().for_each(|entry| self.value(entry.value, value, around));
            }
            Shape::Int32 => scalar::is_int32(node),
            Shape::Int64 => scalar::is_integer(node),
            Shape::Float => kind == Kind::Number,
            Shape::IntOrString => kind == Kind::String || scalar::is_int32(node),
            Shape::Quantity => kind == Kind::Number || text(quantity::is_quantity),
            Shape::Bytes => text(scalar::is_base64) || scalar::is_list_of_bytes(node),
            Shape::Time => text(time::is_time),
            Shape::MicroTime => text(time::is_micro_time),
            Shape::SchemaOrBool => matches!(kind, Kind::Bool | Kind::Mapping),
            Shape::Enumeration(_) | Shape::Structure(_) | Shape::List(_) | Shape::Map(_) => false,
        };
        if !fits {
            self.found.push(Problem { node, fault: Fault::WrongType(expected(wanted)) });
        }
    }

    /// A string that must be one of some; the empty one is the zero value, as if nothing were there.
    fn enumeration(&mut self, node: Node<'d>, number: u16) {
        let Some(text) = node.as_str() else { return };
        if text.is_empty() || self.types.values(number).any(|value| value == text) {
            return;
        }
        let allowed = self.types.values(number).filter(|value| !value.is_empty());
        let meant = nearest(&text, allowed.clone()).map(Cow::Borrowed);
        let fault = Fault::UnknownValue { allowed: allowed.map(Cow::Borrowed).collect(), meant };
        self.found.push(Problem { node, fault });
    }

    /// Where an unknown field may belong: a level further down or up if it is known there, else it is misspelt.
    fn hint(&self, name: &str, node: Node<'d>, value: Node<'d>, around: Around<'_>) -> Option<Hint<'static>> {
        let own = || self.types.fields(around.structure);
        if let Some((known, shape)) = own().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return self.misspelt(node, value, known, shape);
        }
        let mut below = own().filter(|(_, shape)| match shape {
            Shape::Structure(inner) => self.types.field(*inner, name).is_some(),
            _ => false,
        });
        if let (Some((known, _)), None) = (below.next(), below.next()) {
            return Some(Hint::Below(Cow::Borrowed(known)));
        }
        let outer = std::iter::successors(around.outer, |around| around.outer);
        let mut levels = (1..).zip(outer);
        if let Some((levels, _)) = levels.find(|(_, outer)| self.types.field(outer.structure, name).is_some())
        {
            return Some(Hint::Above(levels));
        }
        if let Some(since) = self.types.elsewhen(around.structure, name) {
            return Some(Hint::OtherVersion(since));
        }
        let meant = nearest(name, own().map(|(known, _)| known))?;
        self.misspelt(node, value, meant, self.types.field(around.structure, meant)?)
    }

    /// That a field was meant, unless the mapping has it already.
    fn misspelt(
        &self,
        node: Node<'d>,
        value: Node<'d>,
        meant: &'static str,
        wanted: Shape,
    ) -> Option<Hint<'static>> {
        if node.get(meant).is_some() {
            return None;
        }
        let mut walk = Walk { types: self.types, found: Vec::new() };
        walk.value(value, wanted, None);
        let is_other_type = walk.found.iter().any(|problem| matches!(problem.fault, Fault::WrongType(_)));
        let meant = Cow::Borrowed(meant);
        Some(if is_other_type { Hint::Like(meant) } else { Hint::Misspelt(meant) })
    }
}

fn expected(wanted: Shape) -> &'static str {
    match wanted {
        Shape::Any | Shape::SchemaOrList => "anything",
        Shape::Bool => "true or false",
        Shape::Bytes => "base64",
        Shape::Float => "a number",
        Shape::Int32 | Shape::Int64 => "an integer",
        Shape::IntOrString => "an integer or a string",
        Shape::MicroTime => "a time such as 2026-01-31T12:00:00.000000Z",
        Shape::Quantity => "a quantity such as 100m or 1Gi",
        Shape::SchemaOrBool => "a schema, true or false",
        Shape::Enumeration(_) | Shape::String => "a string",
        Shape::Structure(_) => "a mapping",
        Shape::Time => "a time such as 2026-01-31T12:00:00Z",
        Shape::List(item) => match shape(item) {
            Shape::Enumeration(_) | Shape::String => "a list of strings",
            Shape::Int32 | Shape::Int64 => "a list of integers",
            Shape::Structure(_) => "a list of mappings",
            _ => "a list",
        },
        Shape::Map(value) => match shape(value) {
            Shape::Bytes => "a map of base64 strings",
            Shape::Quantity => "a map of quantities",
            Shape::Enumeration(_) | Shape::String => "a map of strings",
            _ => "a map",
        },
    }
}
