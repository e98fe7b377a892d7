//! ## What it does
//! Finds HorizontalPodAutoscalers whose `minReplicas` is below 2, or not there, which means 1.
//!
//! ## Why is this bad
//! With one replica every drain, crash and update is an outage. That is meant for programs that may be away for a
//! while.
//!
//! ## Fix safety
//! Needs evidence: the program has to run twice at the same time, and the second Pod costs.
//!
//! ```yaml,bad
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 1
//!   maxReplicas: 5
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
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
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

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS058",
        name: "autoscaler-from-one",
        title: "Autoscaler that goes down to one replica",
        severity: Severity::Info,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("hpa-minimum-three-replicas"),
            kube_score("horizontalpodautoscaler-replicas"),
            polaris("hpaMinAvailability"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("autoscaling", "HorizontalPodAutoscaler")]), judge),
};

fn judge<'a>(autoscaler: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = autoscaler.root().get("spec") else { return };
    let least = spec.get("minReplicas").map_or(Some(1), |least| least.as_i64());
    let most = spec.get("maxReplicas").and_then(Node::as_i64).unwrap_or_default();
    if least.is_some_and(|least| least < 2) && most > 1 {
        sink.absent(spec, "minReplicas")
            .say(message!(
                "the autoscaler `{}` goes down to {}",
                autoscaler.name(),
                amount(least.unwrap_or_default())
            ))
            .fix("keep two replicas", [Change::set(spec, "minReplicas", Value::Int(2))])
            .needs("that the program may run twice at the same time");
    }
}

fn amount(replicas: i64) -> &'static str {
    if replicas < 1 { "no replica" } else { "one replica" }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn written_and_default() {
        check(
            "OPS058",
            r"
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: one}
spec: {maxReplicas: 3}
#     ^^^^^^^^^^^^^^^^ OPS058: the autoscaler `one` goes down to one replica
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: two}
spec: {minReplicas: 0, maxReplicas: 3}
#                   ^ OPS058: the autoscaler `two` goes down to no replica
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: three}
spec: {minReplicas: 2, maxReplicas: 3}
",
        );
    }
}
