//! ## What it does
//! Finds rules of NetworkPolicies that let every port in from everywhere: a rule without peers and ports (`ingress:
//! [{}]`), from all namespaces, or from all addresses.
//!
//! ## Why is this bad
//! Policies only add: with such a rule no other policy of the Pods restricts who reaches them, and its author believes
//! that they are protected.
//!
//! ## Fix safety
//! There is no fix: only a person knows who has to reach the Pods.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   ingress: [{}]
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
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::network::direction::{Direction, rules};
use crate::network::open_rule::openness;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET005",
        name: "allow-all-ingress",
        title: "NetworkPolicy that lets everything in",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[popeye("POP-1203"), trivy("KSV-0038")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "NetworkPolicy"), ("extensions", "NetworkPolicy")]),
        judge,
    ),
};

fn judge<'a>(policy: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(policy, Direction::Ingress) {
        if let Some((node, who)) = openness(rule, Direction::Ingress) {
            sink.at(node).say(message!(
                "NetworkPolicy `{}` lets everything in from {}, so no policy protects its Pods",
                policy.name(),
                who
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn rules_and_peers() {
        check(
            "NET005",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
  - {}
#   ^^ NET005: NetworkPolicy `api` lets everything in from everywhere, so no policy protects its Pods
  - {from: [], ports: [{port: 80}]}
  - from: [{namespaceSelector: {}}]
#          ^^^^^^^^^^^^^^^^^^^^^^^ NET005: NetworkPolicy `api` lets everything in from every Pod of the cluster, so no policy protects its Pods
  - from: [{ipBlock: {cidr: 0.0.0.0/0}}]
#                    ^^^^^^^^^^^^^^^^^ NET005: NetworkPolicy `api` lets everything in from every address, so no policy protects its Pods
  - from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]
  - from: [{namespaceSelector: {}}]
    ports: [{port: 80}]
  - from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]
",
        );
    }
}
