//! ## What it does
//! Finds workloads that two HorizontalPodAutoscalers or ScaledObjects scale.
//!
//! ## Why is this bad
//! Each sets its own number, and undoes the other's: Pods come and go without end.
//!
//! ## Fix safety
//! There is no fix: one autoscaler takes several metrics.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
//! ---
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: also, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Object, ObjectId};
use rustc_hash::FxHashMap;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::operations::replicas::{autoscalers, target};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS060",
        name: "contested-scaling",
        title: "Two autoscalers for one workload",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut scaled: FxHashMap<ObjectId, &'a Object> = FxHashMap::default();
    for autoscaler in autoscalers(inventory) {
        let Some(target) = target(inventory, autoscaler) else { continue };
        let Some(other) = scaled.insert(target.id(), autoscaler) else { continue };
        // The same autoscaler again is another matter.
        if (other.kind(), other.name()) == (autoscaler.kind(), autoscaler.name()) {
            continue;
        }
        let place = autoscaler.root().path(&["spec", "scaleTargetRef"]).unwrap_or(autoscaler.root());
        sinks
            .of(autoscaler)
            .at(place)
            .say(message!(
                "{} `{}` also scales {} `{}`",
                other.kind(),
                other.name(),
                target.kind(),
                target.name()
            ))
            .related("the other one", other, other.root().get("spec").unwrap_or(other.root()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_target() {
        check(
            "OPS060",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 2
  maxReplicas: 5
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: also, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS060: HorizontalPodAutoscaler `api` also scales Deployment `api`
  minReplicas: 2
  maxReplicas: 5
",
        );
    }
}
