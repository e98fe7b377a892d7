//! ## What it does
//! Finds PodDisruptionBudgets with `maxUnavailable: 0` (or `0%`) or `minAvailable: 100%`.
//!
//! ## Why is this bad
//! No node with one of its Pods can be drained: the fix for a vulnerability of nodes waits for a person.
//!
//! ## Fix safety
//! There is no fix: only a person knows how many Pods may be missing.
//!
//! ```yaml,bad
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec:
//!   maxUnavailable: 0
//!   selector: {matchLabels: {app: api}}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec:
//!   maxUnavailable: 1
//!   selector: {matchLabels: {app: api}}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
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
        id: "OPS010",
        name: "blocking-disruption-budget",
        title: "Disruption budget that allows no disruption",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("pdb-max-unavailable"),
            kube_linter("pdb-min-available"),
            polaris("pdbDisruptionsIsZero"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("policy", "PodDisruptionBudget")]), judge),
};

fn judge<'a>(budget: &'a Object, sink: &mut Sink<'a>) {
    let field = |key| budget.root().path(&["spec", key]);
    let text = |node: Node<'_>| {
        node.as_i64().map_or_else(|| node.as_str().map(Into::into), |number| Some(number.to_string()))
    };
    let blocks = |node: Node<'_>, values: &[&str]| {
        text(node).is_some_and(|text: String| values.contains(&text.as_str()))
    };
    let most = field("maxUnavailable").filter(|node| blocks(*node, &["0", "0%"]));
    let least = field("minAvailable").filter(|node| blocks(*node, &["100%"]));
    if let Some(node) = most.or(least) {
        sink.at(node).say(message!(
            "PodDisruptionBudget `{}` lets no Pod go, so no node that runs one can be drained",
            budget.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn zero_and_all() {
        check(
            "OPS010",
            r"
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: one, namespace: shop}
spec: {maxUnavailable: 0%}
#                      ^^ OPS010: PodDisruptionBudget `one` lets no Pod go, so no node that runs one can be drained
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: two, namespace: shop}
spec: {minAvailable: 50%}
",
        );
    }
}
