//! Items that have the same text under a key.

use manifest::Node;

/// Calls back with the node and the text of each item that has what an earlier one has under the key. The lists are
/// short, so that comparing each with those before it costs less than remembering them.
pub(crate) fn repeated<'a, I: Iterator<Item = Node<'a>>>(
    items: impl Fn() -> I,
    key: &str,
    mut found: impl FnMut(Node<'a>, &str),
) {
    let texts = || items().filter_map(|item| item.get(key)).filter_map(|node| Some((node, node.as_str()?)));
    for (place, (node, text)) in texts().enumerate().skip(1) {
        if texts().take(place).any(|(_, earlier)| earlier == text) {
            found(node, &text);
        }
    }
}
