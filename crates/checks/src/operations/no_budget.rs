//! ## What it does
//! Finds Deployments and StatefulSets with several replicas, or an autoscaler that keeps several, whose Pods no
//! PodDisruptionBudget selects.
//!
//! ## Why is this bad
//! A drain of nodes may take all Pods at once: the program is gone while the cluster is updated. Where the input is not
//! said to be all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is
//! info.
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
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::replicas::{Scaling, workloads};
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS052",
        name: "no-disruption-budget",
        title: "Workload without a PodDisruptionBudget",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_score("deployment-has-poddisruptionbudget"),
            kube_score("statefulset-has-poddisruptionbudget"),
            polaris("missingPodDisruptionBudget"),
            popeye("POP-206"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let scaling = Scaling::of(inventory);
    for workload in workloads(inventory) {
        let Some(pod) = inventory.pods_of(workload.id()).next() else { continue };
        let several = scaling.least(workload).is_some_and(|replicas| replicas.number > 1);
        if !several || inventory.selecting(pod).any(|object| object.kind() == "PodDisruptionBudget") {
            continue;
        }
        let place = workload.metadata().unwrap_or(workload.root());
        let sink = sinks.of(workload);
        if inventory.options().complete {
            sink.at(place).say(message!(
                "no PodDisruptionBudget selects the Pods of {} `{}`, so a drain may take all at once",
                workload.kind(),
                workload.name()
            ));
        } else {
            sink.at(place)
                .say(message!(
                    "no PodDisruptionBudget in the input selects the Pods of {} `{}`",
                    workload.kind(),
                    workload.name()
                ))
                .at_most(Severity::Info, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn several_replicas_only() {
        check(
            "OPS052",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS052: no PodDisruptionBudget in the input selects the Pods of Deployment `api`
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: one, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: held, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: held}}
  template:
    metadata: {labels: {app: held}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api, namespace: shop}
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app: held}}
",
        );
    }
}
