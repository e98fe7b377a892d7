//! ## What it does
//! Finds PodDisruptionBudgets whose selector selects no Pod and no pod template of their namespace. Those that name a
//! custom resource, from which an operator makes Pods, are left alone.
//!
//! ## Why is this bad
//! It protects nothing: a drain of nodes may take all Pods at once. Most often a label was renamed on one side only. Where the input is not said to be all
//! there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec:
//!   minAvailable: 1
//!   selector: {matchLabels: {app: api}}
//! ```
//!
//! ```yaml,good
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec:
//!   minAvailable: 1
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
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::reference::made_elsewhere::MadePods;
use crate::sink::NOT_IN_INPUT;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF008",
        name: "disruption-budget-without-pods",
        title: "PodDisruptionBudget that selects no Pod",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-900")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut made = MadePods::new(inventory);
    for budget in inventory.of_kind("policy", "PodDisruptionBudget") {
        let chooses = matches!(budget.pod_selector(), Ok(Some(_)));
        let Some(selector) = budget.root().path(&["spec", "selector"]).filter(|_| chooses) else { continue };
        if !inventory.selected_by(budget).is_empty() || made.may_be_meant(budget.namespace(), selector) {
            continue;
        }
        let sink = sinks.of(budget);
        if inventory.options().complete {
            sink.at(selector)
                .say(message!("PodDisruptionBudget `{}` selects no Pod, so it protects none", budget.name()));
        } else {
            sink.at(selector)
                .say(message!("PodDisruptionBudget `{}` selects no Pod in the input", budget.name()))
                .at_most(Severity::Low, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn templates_count() {
        check(
            "REF008",
            r"
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api, namespace: shop}
spec:
  minAvailable: 1
  selector: {matchLabels: {app: other}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF008: PodDisruptionBudget `api` selects no Pod in the input
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
",
        );
    }
}
