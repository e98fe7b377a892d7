//! ## What it does
//! Finds NetworkPolicies whose `podSelector` selects no Pod and no pod template of their namespace. The empty selector, which
//! is for all Pods to come, is left alone, and so are policies that name a custom resource, from which an operator makes Pods.
//!
//! ## Why is this bad
//! It restricts nothing, and its author believes that it does. Most often a label was renamed on one side only. Where the input is not said to be all
//! there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
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
use crate::network::direction::policies;
use crate::reference::made_elsewhere::MadePods;
use crate::sink::NOT_IN_INPUT;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF012",
        name: "network-policy-without-pods",
        title: "NetworkPolicy that selects no Pod",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[
            kube_linter("dangling-networkpolicy"),
            kube_score("networkpolicy-targets-pod"),
            kubescape("C-0299"),
            popeye("POP-1200"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut made = MadePods::new(inventory);
    for policy in policies(inventory) {
        let chooses = matches!(policy.pod_selector(), Ok(Some(selector)) if !selector.is_empty());
        let Some(selector) = policy.root().path(&["spec", "podSelector"]).filter(|_| chooses) else {
            continue;
        };
        if !inventory.selected_by(policy).is_empty() || made.may_be_meant(policy.namespace(), selector) {
            continue;
        }
        let sink = sinks.of(policy);
        if inventory.options().complete {
            sink.at(selector)
                .say(message!("NetworkPolicy `{}` selects no Pod, so it restricts none", policy.name()));
        } else {
            sink.at(selector)
                .say(message!("NetworkPolicy `{}` selects no Pod in the input", policy.name()))
                .at_most(Severity::Low, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_empty_selector_is_for_all() {
        check(
            "REF012",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: other}}
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF012: NetworkPolicy `api` selects no Pod in the input
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: all, namespace: shop}
spec:
  podSelector: {}
",
        );
    }
}
