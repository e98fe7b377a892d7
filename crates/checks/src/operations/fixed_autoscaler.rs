//! ## What it does
//! Finds HorizontalPodAutoscalers whose `minReplicas` and `maxReplicas` are the same.
//!
//! ## Why is this bad
//! Nothing is ever scaled: under load the workload stays as small as it is, and its author believes otherwise.
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
//!   minReplicas: 3
//!   maxReplicas: 3
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

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS057",
        name: "autoscaler-without-room",
        title: "Autoscaler that cannot scale",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[polaris("hpaMaxAvailability")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("autoscaling", "HorizontalPodAutoscaler")]), judge),
};

fn judge<'a>(autoscaler: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = autoscaler.root().get("spec") else { return };
    let Some(most) = spec.get("maxReplicas") else { return };
    let least = spec.get("minReplicas").map_or(Some(1), |least| least.as_i64());
    if most.as_i64().is_some() && most.as_i64() == least {
        sink.at(most).say(message!(
            "the autoscaler `{}` never changes the number of replicas ({}), whatever the load",
            autoscaler.name(),
            least.unwrap_or_default()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_default_is_one() {
        check(
            "OPS057",
            r"
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  maxReplicas: 1
#              ^ OPS057: the autoscaler `api` never changes the number of replicas (1), whatever the load
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 2
  maxReplicas: 5
",
        );
    }
}
