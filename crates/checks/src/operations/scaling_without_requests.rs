//! ## What it does
//! Finds HorizontalPodAutoscalers that scale by the utilization of a resource which a container of their workload does
//! not request, and that no LimitRange of the namespace gives it.
//!
//! ## Why is this bad
//! Utilization is a share of the request: without one the autoscaler cannot compute it, and scales nothing. An
//! autoscaler without metrics measures the utilization of CPU.
//!
//! ## Fix safety
//! There is no fix: only a person knows how much the container needs.
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
//!   metrics:
//!   - type: Resource
//!     resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
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
//!     spec: {containers: [{name: api, image: registry.example/api:1.4, resources: {requests: {cpu: 100m}}}]}
//! ---
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
//!   metrics:
//!   - type: Resource
//!     resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Inventory;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::operations::amount::{Amount, Bound};
use crate::operations::replicas::target;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS061",
        name: "scaling-without-requests",
        title: "Autoscaler that measures what nobody requests",
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
    for autoscaler in inventory.of_kind("autoscaling", "HorizontalPodAutoscaler") {
        let Some(spec) = autoscaler.root().get("spec") else { continue };
        let Some(target) = target(inventory, autoscaler) else { continue };
        for (resource, place) in measured(spec) {
            let amount = Amount { bound: Bound::Request, resource };
            let Some(pod) = inventory.pods_of(target.id()).next() else { continue };
            let Some(container) = amount.lacking(inventory, pod) else { continue };
            sinks
                .of(autoscaler)
                .at(place)
                .say(message!(
                    "the autoscaler measures {} against the request, but container `{}` of {} `{}` requests none",
                    resource,
                    container.name(),
                    target.kind(),
                    target.name()
                ))
                .related("the container", target, container.node());
        }
    }
}

/// The resources whose utilization is measured, each with where it says so.
fn measured(spec: Node<'_>) -> Vec<(&'static str, Node<'_>)> {
    let known = |name: &str| ["cpu", "memory"].into_iter().find(|known| *known == name);
    let Some(metrics) = spec.get("metrics").filter(|metrics| metrics.items().next().is_some()) else {
        return vec![("cpu", spec.get("targetCPUUtilizationPercentage").unwrap_or(spec))];
    };
    metrics
        .items()
        .filter_map(|metric| metric.get("resource"))
        .filter(|resource| {
            // v2 beside v2beta1.
            resource.path(&["target", "averageUtilization"]).is_some()
                || resource.get("targetAverageUtilization").is_some()
        })
        .filter_map(|resource| Some((known(&text(resource, "name"))?, resource)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_container() {
        check(
            "OPS061",
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
  metrics:
  - type: Resource
    resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS061: the autoscaler measures cpu against the request, but container `api` of Deployment `api` requests none
  - type: Resource
    resource: {name: memory, target: {type: AverageValue, averageValue: 1Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4, resources: {requests: {cpu: 100m}}}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 2
  maxReplicas: 5
  metrics:
  - type: Resource
    resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
",
        );
    }
}
