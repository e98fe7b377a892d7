//! ## What it does
//! Finds PodDisruptionBudgets that select Pods which another one selects, too.
//!
//! ## Why is this bad
//! The API server does not evict a Pod with more than one budget (it answers 500): no node that runs one can be
//! drained.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two was meant.
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
//! ---
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: also, namespace: shop}
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
//!   selector: {matchLabels: {app: api}}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS053",
        name: "several-disruption-budgets",
        title: "Pod with several PodDisruptionBudgets",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-209")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for budget in inventory.of_kind("policy", "PodDisruptionBudget") {
        let Some(selector) = budget.root().path(&["spec", "selector"]) else { continue };
        let pods = inventory.selected_by(budget);
        let other = pods.iter().flat_map(|pod| inventory.selecting(*pod)).find(|object| {
            let earlier = object.is("policy", "PodDisruptionBudget") && object.id() < budget.id();
            // The same budget again is another matter.
            earlier && object.name() != budget.name()
        });
        if let Some(other) = other {
            sinks
                .of(budget)
                .at(selector)
                .say(message!(
                    "PodDisruptionBudgets `{}` and `{}` select the same Pods, which then cannot be evicted",
                    other.name(),
                    budget.name()
                ))
                .related("the other one", other, other.root().get("spec").unwrap_or(other.root()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn said_once() {
        check(
            "OPS053",
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
  maxUnavailable: 1
  selector: {matchLabels: {app: api}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: also, namespace: shop}
spec:
  maxUnavailable: 1
  selector: {matchLabels: {app: api}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ OPS053: PodDisruptionBudgets `api` and `also` select the same Pods, which then cannot be evicted
",
        );
    }
}
