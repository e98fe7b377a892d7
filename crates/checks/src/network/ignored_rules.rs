//! ## What it does
//! Finds NetworkPolicies with rules for a direction that their `policyTypes` does not name.
//!
//! ## Why is this bad
//! Kubernetes ignores the rules: the Pods are not isolated in that direction at all, and the author of the policy
//! believes that they are.
//!
//! ## Fix safety
//! Breaking: from then on the Pods may do in that direction only what the rules let through.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Ingress]
//!   egress:
//!   - to: [{podSelector: {matchLabels: {app: db}}}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Ingress, Egress]
//!   egress:
//!   - to: [{podSelector: {matchLabels: {app: db}}}]
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::network::direction::{Direction, isolates};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET009",
        name: "ignored-policy-rules",
        title: "Rules that their NetworkPolicy ignores",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
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
        if isolates(policy, direction) || items(spec, direction.rules()).next().is_none() {
            continue;
        }
        let (Some(rules), Some(types)) = (spec.get(direction.rules()), spec.get("policyTypes")) else {
            continue;
        };
        sink.at(rules)
            .say(message!(
                "NetworkPolicy `{}` ignores these rules, since its policyTypes does not name {}",
                policy.name(),
                direction.policy_type()
            ))
            .related("the types", policy, types)
            .fix(
                format!("add {} to policyTypes", direction.policy_type()),
                [Change::Append(types, Value::String(direction.policy_type().to_owned()))],
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn both_directions() {
        check(
            "NET009",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  egress: [{ports: [{port: 53, protocol: UDP}]}]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET009: NetworkPolicy `api` ignores these rules, since its policyTypes does not name Egress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Egress]
  ingress: [{}]
#          ^^^^ NET009: NetworkPolicy `in` ignores these rules, since its policyTypes does not name Ingress
  egress: []
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: none, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress]
  egress: []
",
        );
    }
}
