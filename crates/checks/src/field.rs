//! Short readings of fields, as Go decodes them.

use std::borrow::Cow;

use manifest::Node;

/// The string under a key; empty where there is none.
pub(crate) fn text<'a>(node: Node<'a>, key: &str) -> Cow<'a, str> {
    node.get(key).and_then(Node::as_str).unwrap_or_default()
}

/// Whether true stands under a key.
pub(crate) fn is_true(node: Node<'_>, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

/// The items of the list under a key; nothing where there is none.
pub(crate) fn items<'a>(node: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
    node.get(key).into_iter().flat_map(Node::items)
}

/// The strings of the list under a key, each with its node.
pub(crate) fn strings<'a>(
    node: Node<'a>,
    key: &str,
) -> impl Iterator<Item = (Node<'a>, Cow<'a, str>)> + use<'a> {
    items(node, key).filter_map(|item| Some((item, item.as_str()?)))
}
