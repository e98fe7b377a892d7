//! What a fix changes, said in terms of nodes; it becomes edits where the user owns the bytes.

use std::sync::Arc;

use finding::SourceEdit;
use manifest::edit::{self, Value};
use manifest::{Kind, Node, Provenance};
use podsecurity::Cause;

/// One change of a document.
pub(crate) enum Change<'a> {
    /// Another value in the place of this one.
    Replace(Node<'a>, Value),
    /// A new entry of a mapping (or of a null in the place of one).
    Insert(Node<'a>, &'static str, Value),
    /// Without this entry (given its value) or item.
    Remove(Node<'a>),
    /// A new item at the end of a list.
    Append(Node<'a>, Value),
}

impl<'a> Change<'a> {
    /// Gives the field at a dotted path below a mapping a value: replaces what is there, or adds the mappings that
    /// are missing on the way.
    pub fn set(mapping: Node<'a>, path: &'static str, value: Value) -> Change<'a> {
        match missing(mapping, path) {
            Ok(Missing { mapping, path }) => Change::insert(mapping, path.split('.'), value),
            Err(node) => Change::Replace(node, value),
        }
    }

    /// Gives the field that breaks a control a value.
    pub fn mend(cause: &Cause<'a>, value: Value) -> Change<'a> {
        if cause.absent {
            Change::insert(cause.node, cause.missing.iter().copied(), value)
        } else {
            Change::Replace(cause.node, value)
        }
    }

    /// Adds a value below a mapping; all keys but the first become mappings of their own.
    fn insert(
        mapping: Node<'a>,
        mut keys: impl DoubleEndedIterator<Item = &'static str>,
        value: Value,
    ) -> Change<'a> {
        let first = keys.next().unwrap_or_default();
        let nested = keys.rfold(value, |value, key| Value::Mapping(vec![(key.to_owned(), value)]));
        Change::Insert(mapping, first, nested)
    }

    /// The edit of the file, where the user owns it.
    pub fn edit(&self) -> Option<SourceEdit> {
        let source = self.node().document().source();
        if !matches!(source.provenance(), Provenance::File) {
            return None;
        }
        let edit = match self {
            Change::Replace(node, value) => edit::replace(*node, value),
            Change::Insert(mapping, key, value) => edit::insert_entry(*mapping, key, value),
            Change::Remove(node) => edit::remove(*node),
            Change::Append(list, value) => edit::insert_item(*list, value),
        };
        Some(SourceEdit { source: Arc::clone(source), edit })
    }

    fn node(&self) -> Node<'a> {
        match self {
            Change::Replace(node, _)
            | Change::Insert(node, _, _)
            | Change::Remove(node)
            | Change::Append(node, _) => *node,
        }
    }
}

/// A field that is not there.
#[derive(Clone, Copy)]
pub(crate) struct Missing<'a> {
    /// The deepest mapping on its path (or the null in the place of one) that lacks it.
    pub mapping: Node<'a>,
    /// The rest of the path, from that mapping.
    pub path: &'static str,
}

/// Follows a dotted path below a mapping to where it ends; the node itself where the whole path is there and not null.
pub(crate) fn missing<'a>(mapping: Node<'a>, path: &'static str) -> Result<Missing<'a>, Node<'a>> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (mapping.get(first), rest) {
        (None, _) => Ok(Missing { mapping, path }),
        (Some(node), None) => Err(node),
        (Some(node), Some(rest)) if matches!(node.kind(), Kind::Mapping | Kind::Null) => missing(node, rest),
        (Some(node), Some(_)) => Err(node),
    }
}
