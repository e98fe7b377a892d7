//! Byte-exact edits of a document: what to replace by what, keeping all else as it was written.

use crate::{Node, Span};

/// A value to be written into a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A string; quoted when it must be to stay a string.
    String(String),
    /// A sequence.
    Sequence(Vec<Value>),
    /// A mapping, in this order.
    Mapping(Vec<(String, Value)>),
}

/// Replace the bytes of a span by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to be replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// Why edits cannot be applied together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The two overlapping spans, or one twice where it is out of the text.
    pub spans: [Span; 2],
}

/// Replaces a node's value, keeping the quoting style of a scalar where it can.
pub fn replace(node: Node<'_>, value: &Value) -> Edit {
    let _ = (node, value);
    unimplemented!()
}

/// Adds an entry to a mapping (or to an empty or null value in the place of one), in the mapping's own style.
pub fn insert_entry(mapping: Node<'_>, key: &str, value: &Value) -> Edit {
    let _ = (mapping, key, value);
    unimplemented!()
}

/// Adds an item at the end of a sequence (or to an empty or null value in the place of one), in its own style.
pub fn insert_item(sequence: Node<'_>, value: &Value) -> Edit {
    let _ = (sequence, value);
    unimplemented!()
}

/// Removes an entry (given its value) or an item, with the comments that belong to it.
pub fn remove(node: Node<'_>) -> Edit {
    let _ = node;
    unimplemented!()
}

/// Applies edits to a text, in any order; spans may touch but not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Conflict> {
    let _ = (text, edits);
    unimplemented!()
}
