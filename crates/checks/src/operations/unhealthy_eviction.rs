//! ## What it does
//! Finds PodDisruptionBudgets without `unhealthyPodEvictionPolicy: AlwaysAllow`.
//!
//! ## Why is this bad
//! By default Pods that are not ready may only be evicted while the budget is met: a program that never gets ready
//! keeps its nodes from being drained.
//!
//! ## Fix safety
//! Needs evidence: members of a quorum that are about to become ready may be evicted.
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
//!   maxUnavailable: 1
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
//!   unhealthyPodEvictionPolicy: AlwaysAllow
//!   selector: {matchLabels: {app: api}}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS056",
        name: "unhealthy-pods-block-eviction",
        title: "Disruption budget that keeps broken Pods",
        severity: Severity::Info,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("pdb-unhealthy-pod-eviction-policy")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("policy", "PodDisruptionBudget")]), judge),
};

const FIELD: &str = "unhealthyPodEvictionPolicy";

fn judge<'a>(budget: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = budget.root().get("spec").filter(|spec| text(*spec, FIELD) != "AlwaysAllow") else {
        return;
    };
    sink.absent(spec, FIELD)
        .say(message!("PodDisruptionBudget `{}` also keeps Pods that never get ready", budget.name()))
        .fix("let broken Pods go", [Change::set(spec, FIELD, Value::String("AlwaysAllow".to_owned()))])
        .needs("that no Pod which is not ready holds what the others need");
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn default_and_explicit() {
        check(
            "OPS056",
            r"
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: one}
spec: {maxUnavailable: 1}
#     ^^^^^^^^^^^^^^^^^^^ OPS056: PodDisruptionBudget `one` also keeps Pods that never get ready
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: two}
spec: {maxUnavailable: 1, unhealthyPodEvictionPolicy: IfHealthyBudget}
#                                                     ^^^^^^^^^^^^^^^ OPS056: PodDisruptionBudget `two` also keeps Pods that never get ready
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: three}
spec: {unhealthyPodEvictionPolicy: AlwaysAllow}
",
        );
    }
}
