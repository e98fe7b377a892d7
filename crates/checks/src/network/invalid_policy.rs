//! ## What it does
//! Finds peers of NetworkPolicies that name nobody (`from: [{}]`) or an `ipBlock` beside a selector, ports with an
//! `endPort` below the `port` or beside a name, and exceptions of a block that are not inside it.
//!
//! ## Why is this bad
//! The API server refuses the policy: the Pods stay open.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   ingress:
//!   - from: [{}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   ingress:
//!   - from: [{podSelector: {}}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, strings, text};
use crate::network::direction::{Block, Direction};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET010",
        name: "invalid-network-policy",
        title: "NetworkPolicy that the API server refuses",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "NetworkPolicy"), ("extensions", "NetworkPolicy")]),
        judge,
    ),
};

fn judge<'a>(policy: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = policy.root().get("spec") else { return };
    for direction in Direction::BOTH {
        for rule in items(spec, direction.rules()) {
            for peer in items(rule, direction.peers()) {
                if let Some((node, problem)) = wrong_peer(peer) {
                    sink.at(node).say(message!("the API server refuses the policy: {}", problem));
                }
            }
            for port in items(rule, "ports") {
                if let Some((node, problem)) = wrong_range(port) {
                    sink.at(node).say(message!("the API server refuses the policy: {}", problem));
                }
            }
        }
    }
}

/// `ValidateNetworkPolicyPeer` and `ValidateIPBlock` of `pkg/apis/networking/validation`.
fn wrong_peer(peer: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let there = |key| peer.get(key).filter(|node| !node.is_null());
    let selector = there("podSelector").or(there("namespaceSelector"));
    let Some(block) = there("ipBlock") else {
        return selector.is_none().then_some((peer, "the peer names nobody"));
    };
    if selector.is_some() {
        return Some((peer, "a peer is either a block of addresses or selected by labels"));
    }
    let whole = Block::read(&text(block, "cidr"))?;
    let outside = |cidr: &str| Block::read(cidr).is_some_and(|except| !whole.is_larger(except));
    let (node, _) = strings(block, "except").find(|(_, cidr)| outside(cidr))?;
    Some((node, "an exception has to be a part of its block"))
}

/// `ValidateNetworkPolicyPort`.
fn wrong_range(port: Node<'_>) -> Option<(Node<'_>, &'static str)> {
    let end = port.get("endPort").filter(|end| !end.is_null())?;
    let Some(first) = port.get("port").and_then(Node::as_i64) else {
        return Some((end, "an endPort needs a port by number"));
    };
    end.as_i64().is_some_and(|last| last < first).then_some((end, "the endPort is below the port"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn peers_blocks_and_ranges() {
        check(
            "NET010",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
  - from:
    - {}
#     ^^ NET010: the API server refuses the policy: the peer names nobody
    - {ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET010: the API server refuses the policy: a peer is either a block of addresses or selected by labels
    - {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.0.0.0/8]}}
#                                                        ^^^^^^^^^^ NET010: the API server refuses the policy: an exception has to be a part of its block
    - {podSelector: {}, namespaceSelector: {}}
    ports:
    - {port: 80, endPort: 79}
#                         ^^ NET010: the API server refuses the policy: the endPort is below the port
    - {port: http, endPort: 90}
#                           ^^ NET010: the API server refuses the policy: an endPort needs a port by number
    - {port: 80, endPort: 90}
",
        );
    }
}
