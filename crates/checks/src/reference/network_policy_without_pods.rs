//! ## What it does
//! Finds NetworkPolicies, and CiliumNetworkPolicies, whose selector selects no Pod and no pod template of their namespace. The empty selector, which
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
use model::{Inventory, Selector};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
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
            popeye("POP-1700"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut made = MadePods::new(inventory);
    let own = policies(inventory).filter_map(|policy| {
        let node = policy.root().path(&["spec", "podSelector"])?;
        Some((policy, node, policy.pod_selector().ok()??))
    });
    // Cilium's selectors may have prefixes and keys that are no labels; those cannot be judged.
    let cilium = inventory.of_kind("cilium.io", "CiliumNetworkPolicy").flat_map(|policy| {
        let specs = policy.root().get("spec").into_iter().chain(items(policy.root(), "specs"));
        specs.filter_map(move |spec| {
            let node = spec.get("endpointSelector")?;
            Some((policy, node, Selector::read(node).ok()?))
        })
    });
    for (policy, node, selector) in own.chain(cilium) {
        let selects = || inventory.selected(policy.namespace(), &selector).next().is_some();
        if selector.is_empty() || selects() || made.may_be_meant(policy.namespace(), node) {
            continue;
        }
        let sink = sinks.of(policy);
        if inventory.options().complete {
            sink.at(node).say(message!(
                "{} `{}` selects no Pod, so it restricts none",
                policy.kind(),
                policy.name()
            ));
        } else {
            sink.at(node)
                .say(message!("{} `{}` selects no Pod in the input", policy.kind(), policy.name()))
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
            r#"
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
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: api, namespace: shop}
specs:
- endpointSelector: {}
- endpointSelector: {matchLabels: {app: other}}
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ REF012: CiliumNetworkPolicy `api` selects no Pod in the input
- endpointSelector: {matchLabels: {"k8s:app": other}}
"#,
        );
    }
}
