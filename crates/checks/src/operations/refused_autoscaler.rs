//! ## What it does
//! Finds HorizontalPodAutoscalers whose `maxReplicas` is below `minReplicas`, and those whose target is of a kind that
//! has no number of replicas (DaemonSet, Job, CronJob, Pod).
//!
//! ## Why is this bad
//! The API server refuses the first; the second find nothing to scale. Either way the workload stays as small as it is.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 5
//!   maxReplicas: 2
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

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS062",
        name: "invalid-autoscaler",
        title: "Autoscaler that cannot work",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("autoscaling", "HorizontalPodAutoscaler")]), judge),
};

fn judge<'a>(autoscaler: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = autoscaler.root().get("spec") else { return };
    let number = |key| spec.get(key).and_then(Node::as_i64);
    if let (Some(least), Some(most), Some(node)) =
        (number("minReplicas"), number("maxReplicas"), spec.get("maxReplicas"))
        && most < least
    {
        sink.at(node).say(message!(
            "the API server refuses the autoscaler `{}`: maxReplicas is below minReplicas",
            autoscaler.name()
        ));
    }
    let Some(kind) = spec.path(&["scaleTargetRef", "kind"]) else { return };
    let named = kind.as_str().unwrap_or_default();
    if matches!(&*named, "DaemonSet" | "Job" | "CronJob" | "Pod") {
        sink.at(kind).say(message!("a {} has no number of replicas to scale", named));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn order_and_kind() {
        check(
            "OPS062",
            r"
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 5
  maxReplicas: 2
#              ^ OPS062: the API server refuses the autoscaler `api`: maxReplicas is below minReplicas
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: DaemonSet, name: api}
#                                             ^^^^^^^^^ OPS062: a DaemonSet has no number of replicas to scale
  minReplicas: 2
  maxReplicas: 5
",
        );
    }
}
