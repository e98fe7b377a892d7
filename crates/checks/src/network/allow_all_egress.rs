//! ## What it does
//! Finds rules of NetworkPolicies that let every port out to everywhere: a rule without peers and ports (`egress:
//! [{}]`), to all namespaces, or to all addresses.
//!
//! ## Why is this bad
//! Policies only add: with such a rule no other policy restricts what the Pods reach. Whoever breaks into one reaches
//! every Pod, the metadata of the cloud, and the Internet to send what was found.
//!
//! ## Fix safety
//! There is no fix: only a person knows what the Pods have to reach.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Egress]
//!   egress: [{}]
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
//!   - to: [{podSelector: {matchLabels: {app: db}}}]
//!   - ports: [{port: 53, protocol: UDP}]
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
        id: "NET006",
        name: "allow-all-egress",
        title: "NetworkPolicy that lets everything out",
        severity: Severity::Low,
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
    for rule in rules(policy, Direction::Egress) {
        if let Some((node, who)) = openness(rule, Direction::Egress) {
            sink.at(node).say(message!(
                "NetworkPolicy `{}` lets everything out to {}, so no policy holds its Pods back",
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
    fn rules_that_count() {
        check(
            "NET006",
            r#"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  egress:
  - {}
#   ^^ NET006: NetworkPolicy `api` lets everything out to everywhere, so no policy holds its Pods back
  - to: [{ipBlock: {cidr: "::/0"}}]
#                  ^^^^^^^^^^^^^^ NET006: NetworkPolicy `api` lets everything out to every address, so no policy holds its Pods back
  - to: [{podSelector: {}}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ignored, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  egress: [{}]
"#,
        );
    }
}
