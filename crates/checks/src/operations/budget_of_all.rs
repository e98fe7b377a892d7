//! ## What it does
//! Finds PodDisruptionBudgets whose `minAvailable` is a number not below the least number of replicas of the workload
//! they select: its `replicas`, or `minReplicas` where an autoscaler scales it. One replica is the least there is: any
//! budget of at least one keeps it.
//!
//! ## Why is this bad
//! No node with one of its Pods can be drained: the fix for a vulnerability of nodes waits for a person.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether more replicas or a smaller budget is right.
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
//!   minAvailable: 3
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
//!   minAvailable: 2
//!   selector: {matchLabels: {app: api}}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::replicas::Scaling;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS054",
        name: "disruption-budget-of-all-replicas",
        title: "Disruption budget that keeps every replica",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("pdb-min-available"),
            polaris("pdbMinAvailableGreaterThanHPAMinReplicas"),
            popeye("POP-901"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut scaling = None;
    for budget in inventory.of_kind("policy", "PodDisruptionBudget") {
        let Some(node) = budget.root().path(&["spec", "minAvailable"]) else { continue };
        let Some(kept) = node.as_i64().filter(|kept| *kept > 0) else { continue };
        let pods = inventory.selected_by(budget);
        let scaling = scaling.get_or_insert_with(|| Scaling::of(inventory));
        // Of several workloads the budget counts all Pods together.
        let [pod] = pods.as_slice() else { continue };
        let Some(least) = scaling.least(pod.object()).filter(|least| least.number <= kept) else { continue };
        sinks
            .of(budget)
            .at(node)
            .say(message!(
                "PodDisruptionBudget `{}` keeps {} of {} Pods, so no node that runs one can be drained",
                budget.name(),
                kept,
                least.number
            ))
            .related("the number of replicas", least.object, least.node);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn fixed_and_scaled() {
        check(
            "OPS054",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api, namespace: shop}
spec:
  minAvailable: 3
#               ^ OPS054: PodDisruptionBudget `api` keeps 3 of 3 Pods, so no node that runs one can be drained
  selector: {matchLabels: {app: api}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: two, namespace: shop}
spec:
  selector: {matchLabels: {app: two}}
  template:
    metadata: {labels: {app: two}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: two, namespace: shop}
spec:
  minAvailable: 1
  selector: {matchLabels: {app: two}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: two, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: two}
  minReplicas: 2
  maxReplicas: 5
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: one, namespace: shop}
spec:
  selector: {matchLabels: {app: one}}
  template:
    metadata: {labels: {app: one}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: one, namespace: shop}
spec:
  minAvailable: 1
#               ^ OPS054: PodDisruptionBudget `one` keeps 1 of 1 Pods, so no node that runs one can be drained
  selector: {matchLabels: {app: one}}
",
        );
    }
}
