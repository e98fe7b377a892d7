//! ## What it does
//! Finds blocks of addresses in the egress rules of NetworkPolicies that contain 169.254.169.254 and let TCP port 80
//! out. Rules that let everything out are the matter of `NET006`.
//!
//! ## Why is this bad
//! At this address clouds give the credentials of the node to whoever asks: a request that an attacker makes a program
//! send is enough to become the node.
//!
//! ## Fix safety
//! Needs evidence: a program that takes its credentials from the node's metadata cannot any more.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Egress]
//!   egress:
//!   - to: [{ipBlock: {cidr: 0.0.0.0/0}}]
//!     ports: [{port: 80}, {port: 443}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Egress]
//!   egress:
//!   - to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}}]
//!     ports: [{port: 80}, {port: 443}]
//! ```

use std::net::Ipv4Addr;

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, strings, text};
use crate::network::direction::{Block, Direction, lets_through, rules};
use crate::network::open_rule::openness;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET007",
        name: "reachable-metadata-service",
        title: "NetworkPolicy that lets out to the metadata of the cloud",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies"), mitre("T1552.005")],
        peers: &[kubescape("C-0052")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "NetworkPolicy"), ("extensions", "NetworkPolicy")]),
        judge,
    ),
};

const METADATA: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 254);

fn judge<'a>(policy: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(policy, Direction::Egress) {
        if !lets_through(rule, "TCP", 80) || openness(rule, Direction::Egress).is_some() {
            continue;
        }
        for block in items(rule, "to").filter_map(|peer| peer.get("ipBlock")) {
            let has = |cidr: &str| Block::read(cidr).is_some_and(|block| block.has(METADATA));
            let excepted = strings(block, "except").any(|(_, cidr)| has(&cidr));
            let Some(cidr) =
                block.get("cidr").filter(|cidr| !excepted && cidr.as_str().is_some_and(|cidr| has(&cidr)))
            else {
                continue;
            };
            sink.at(cidr)
                .say(message!(
                    "NetworkPolicy `{}` lets out to 169.254.169.254, where clouds give away the node's credentials",
                    policy.name()
                ))
                .fix("except 169.254.169.254/32", except(block))
                .needs("that no Pod of the policy takes its credentials from the node's metadata");
        }
    }
}

/// An exception has to be smaller than its block.
fn except(block: Node<'_>) -> Option<Change<'_>> {
    if text(block, "cidr").ends_with("/32") {
        return None;
    }
    let address = Value::String(format!("{METADATA}/32"));
    Some(match block.get("except") {
        Some(list) if list.items().next().is_some() => Change::Append(list, address),
        Some(empty) => Change::Replace(empty, Value::Sequence(vec![address])),
        None => Change::Insert(block, "except", Value::Sequence(vec![address])),
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn blocks_and_ports() {
        check(
            "NET007",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {cidr: 0.0.0.0/0}}]
#                         ^^^^^^^^^ NET007: NetworkPolicy `api` lets out to 169.254.169.254, where clouds give away the node's credentials
    ports: [{port: 1, endPort: 1024}]
  - to: [{ipBlock: {cidr: 169.254.0.0/16}}]
#                         ^^^^^^^^^^^^^^ NET007: NetworkPolicy `api` lets out to 169.254.169.254, where clouds give away the node's credentials
  - to: [{ipBlock: {cidr: 0.0.0.0/0, except: [169.254.0.0/16]}}]
    ports: [{port: 80}]
  - to: [{ipBlock: {cidr: 0.0.0.0/0}}]
    ports: [{port: 443}]
  - to: [{ipBlock: {cidr: 10.0.0.0/8}}]
",
        );
    }
}
