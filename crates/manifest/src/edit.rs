//! Byte-exact edits of a document: what to replace by what, keeping all else as it was written.
//!
//! A node that was reached through an alias or a merge key is edited where it is written, so everything that
//! shares it changes; only [`remove`] of an entry or item that *is* an alias takes the alias away. What an
//! edit means is known when the text has been read again: an anchor that goes with a removed node may be
//! missed elsewhere.

mod insert;
mod layout;
mod remove;
mod render;
mod replace;

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

/// Replaces a node's value, keeping the quoting style of a scalar where it can; its tag goes, its anchor
/// stays.
pub fn replace(node: Node<'_>, value: &Value) -> Edit {
    replace::replace(node, value)
}

/// Adds an entry at the end of a mapping (or to an empty or null value in the place of one), in the mapping's
/// own style; an empty mapping outside of brackets becomes one over lines. The key must not be there yet.
pub fn insert_entry(mapping: Node<'_>, key: &str, value: &Value) -> Edit {
    insert::insert_entry(mapping, key, value)
}

/// Adds an item at the end of a sequence (or to an empty or null value in the place of one), in its own
/// style.
pub fn insert_item(sequence: Node<'_>, value: &Value) -> Edit {
    insert::insert_item(sequence, value)
}

/// Removes an entry (given its value) or an item, with the comments that belong to it: those inside, behind,
/// and directly above in the same column, but not those above the document's first key. The last one leaves
/// `{}` or `[]`; a removed root leaves null.
pub fn remove(node: Node<'_>) -> Edit {
    remove::remove(node)
}

/// Applies edits to a text, in any order; spans may touch but not overlap. Of insertions at one place the
/// first given comes first.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, Conflict> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut last = Span::default();
    for edit in sorted {
        if edit.span.start < last.end {
            return Err(Conflict { spans: [last, edit.span] });
        }
        let kept = text.get(last.end as usize..edit.span.start as usize);
        let replaced = text.get(edit.span.start as usize..edit.span.end as usize);
        let (Some(kept), Some(_)) = (kept, replaced) else {
            return Err(Conflict { spans: [edit.span, edit.span] });
        };
        out.push_str(kept);
        out.push_str(&edit.text);
        last = edit.span;
    }
    out.push_str(text.get(last.end as usize..).unwrap_or_default());
    Ok(out)
}
