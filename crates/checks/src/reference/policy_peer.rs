//! ## What it does
//! Finds peers in the rules of NetworkPolicies that select no Pod and no pod template, or no namespace. A namespace that is
//! selected by its name counts as there, unless the input is said to be all there is; so do components of the cluster
//! itself in `kube-system`, such as its DNS, and Pods that an operator makes from a custom resource.
//!
//! ## Why is this bad
//! The rule lets nothing through: what was to be allowed is blocked. Worse, a `podSelector` without a
//! `namespaceSelector` means the policy's own namespace, which is often not what was meant. Where the input is not said
//! to be all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
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
//!   - from: [{podSelector: {matchLabels: {app: front}}}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: web, namespace: shop, labels: {app: web}}
//! spec: {containers: [{name: web, image: registry.example/web:1.4}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   ingress:
//!   - from: [{podSelector: {matchLabels: {app: web}}}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: web, namespace: shop, labels: {app: web}}
//! spec: {containers: [{name: web, image: registry.example/web:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object, Selector};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::network::direction::{Direction, policies, rules};
use crate::reference::made_elsewhere::MadePods;
use crate::reference::namespaces::Namespaces;
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF027",
        name: "network-policy-peer-without-pods",
        title: "NetworkPolicy for a peer that is not there",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[
            kube_linter("dangling-networkpolicypeer-podselector"),
            popeye("POP-1201"),
            popeye("POP-1202"),
            popeye("POP-1208"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut peers = None;
    for policy in policies(inventory) {
        for direction in Direction::BOTH {
            for peer in rules(policy, direction).flat_map(|rule| items(rule, direction.peers())) {
                let peers = peers.get_or_insert_with(|| Peers::of(inventory));
                let Some((node, what)) = peers.nobody(policy, peer) else { continue };
                let sink = sinks.of(policy);
                if inventory.options().complete {
                    sink.at(node)
                        .say(message!("the peer selects no {}, so the rule lets nothing through", what));
                } else {
                    sink.at(node)
                        .say(message!("the peer selects no {} in the input", what))
                        .at_most(Severity::Low, NOT_IN_INPUT);
                }
            }
        }
    }
}

/// Whom peers may select.
struct Peers<'a> {
    inventory: &'a Inventory,
    namespaces: Namespaces<'a>,
    made: MadePods<'a>,
}

impl<'a> Peers<'a> {
    fn of(inventory: &'a Inventory) -> Peers<'a> {
        Peers { inventory, namespaces: Namespaces::of(inventory), made: MadePods::new(inventory) }
    }

    /// The selector of a peer that selects nobody, and what it does not find.
    fn nobody(&mut self, policy: &'a Object, peer: Node<'a>) -> Option<(Node<'a>, &'static str)> {
        let there = |key| peer.get(key).filter(|node: &Node<'a>| !node.is_null());
        let pods = there("podSelector").map(|node| Some((node, Selector::read(node).ok()?)));
        let Some(node) = there("namespaceSelector") else {
            let (node, selector) = pods??;
            let found = self.has(policy.namespace(), node, &selector);
            return (!found).then_some((node, "Pod of its own namespace"));
        };
        let selector = Selector::read(node).ok()?;
        let namespaces: Vec<&'a str> = self.namespaces.selected(&selector).collect();
        if namespaces.is_empty() {
            let by_name = selector.keys().all(|key| key == "kubernetes.io/metadata.name");
            let elsewhere = by_name && !self.inventory.options().complete;
            return (!elsewhere).then_some((node, "Namespace"));
        }
        let (node, selector) = pods??;
        let found = namespaces.into_iter().any(|namespace| self.has(Some(namespace), node, &selector));
        (!found).then_some((node, "Pod of those namespaces"))
    }

    fn has(&mut self, namespace: Option<&'a str>, node: Node<'a>, selector: &Selector) -> bool {
        selector.is_empty()
            || self.inventory.selected(namespace, selector).next().is_some()
            || self.made.may_be_meant(namespace, node)
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn pods_and_namespaces() {
        check(
            "REF027",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
  - from:
    - {podSelector: {matchLabels: {app: front}}}
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF027: the peer selects no Pod of its own namespace in the input
    - {podSelector: {matchLabels: {app: web}}}
    - {podSelector: {}}
    - {namespaceSelector: {}}
    - {namespaceSelector: {matchLabels: {team: nobody}}}
#                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF027: the peer selects no Namespace in the input
    - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: front}}}
#                                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF027: the peer selects no Pod of those namespaces in the input
    - {namespaceSelector: {matchLabels: {team: shop}}, podSelector: {matchLabels: {app: web}}}
    - {namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}
    - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}, podSelector: {matchLabels: {app: nginx}}}
    - {namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}
    - {ipBlock: {cidr: 10.0.0.0/8}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: registry.example/web:1.4}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: shop}}
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "REF027",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  egress: [{to: [{podSelector: {matchLabels: {app: front}}}]}]
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF027: the peer selects no Pod of its own namespace, so the rule lets nothing through
",
        );
    }
}
