//! ## What it does
//! Finds PodDisruptionBudgets with neither `minAvailable` nor `maxUnavailable`, and those with both.
//!
//! ## Why is this bad
//! Without either the controller allows no eviction at all: no node with one of the Pods can be drained. With both the
//! API server refuses the budget.
//!
//! ## Fix safety
//! There is no fix: only a person knows how many Pods may be missing.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec:
//!   maxUnavailable: 1
//!   selector: {matchLabels: {app: api}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS055",
        name: "empty-disruption-budget",
        title: "Disruption budget that says nothing",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("poddisruptionbudget-has-policy")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("policy", "PodDisruptionBudget")]), judge),
};

fn judge<'a>(budget: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = budget.root().get("spec") else { return };
    let there = |key| spec.get(key).filter(|node: &Node<'_>| !node.is_null());
    match (there("minAvailable"), there("maxUnavailable")) {
        (None, None) => {
            sink.absent(spec, "maxUnavailable").say(message!(
                "PodDisruptionBudget `{}` does not say how many Pods may go, so none may",
                budget.name()
            ));
        }
        (Some(_), Some(node)) => {
            sink.at(node).say(message!(
                "the API server refuses PodDisruptionBudget `{}`: minAvailable and maxUnavailable exclude each other",
                budget.name()
            ));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn neither_and_both() {
        check(
            "OPS055",
            r"
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: none}
spec: {selector: {}}
#     ^^^^^^^^^^^^^^ OPS055: PodDisruptionBudget `none` does not say how many Pods may go, so none may
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: both}
spec: {minAvailable: 1, maxUnavailable: 1}
#                                       ^ OPS055: the API server refuses PodDisruptionBudget `both`: minAvailable and maxUnavailable exclude each other
",
        );
    }
}
