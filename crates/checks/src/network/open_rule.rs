//! Rules of NetworkPolicies that let everything through.

use manifest::Node;
use model::Selector;

use crate::field::{items, text};
use crate::network::direction::{Direction, is_everywhere};

/// What makes a rule let every port through from or to everywhere, and who that is.
pub(crate) fn openness(rule: Node<'_>, direction: Direction) -> Option<(Node<'_>, &'static str)> {
    if items(rule, "ports").next().is_some() {
        return None;
    }
    let mut peers = items(rule, direction.peers()).peekable();
    if peers.peek().is_none() {
        return Some((rule, "everywhere"));
    }
    peers.find_map(|peer| {
        if let Some(block) = peer.get("ipBlock") {
            let whole = is_everywhere(&text(block, "cidr")) && items(block, "except").next().is_none();
            return whole.then_some((block, "every address"));
        }
        let empty =
            |key| peer.get(key).map(|selector| Selector::read(selector).is_ok_and(|read| read.is_empty()));
        let everybody = empty("namespaceSelector") == Some(true) && empty("podSelector") != Some(false);
        everybody.then_some((peer, "every Pod of the cluster"))
    })
}
