//! ## What it does
//! Finds Namespaces without a network policy, of whatever dialect, that selects all their Pods, for what comes in and
//! for what goes out. Those of the cluster itself (`kube-system` and the like) are left alone.
//!
//! ## Why is this bad
//! A Pod that nobody thought of when the policies were written is reached by everybody and reaches everybody. Where the
//! input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the
//! severity is info.
//!
//! ## Fix safety
//! There is no fix here: only a person knows who talks to whom. `seawall net generate` makes policies.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels: {pod-security.kubernetes.io/enforce: restricted}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels: {pod-security.kubernetes.io/enforce: restricted}
//! ---
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: default-deny, namespace: shop}
//! spec:
//!   podSelector: {}
//!   policyTypes: [Ingress, Egress]
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::namespace::no_pod_security_level::OF_THE_CLUSTER;
use crate::network::coverage::{Coverage, default_of_namespaces};
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NSP005",
        name: "namespace-without-default-deny",
        title: "Namespace whose Pods no policy isolates by default",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies"), cis("5.3.2")],
        peers: &[kubescape("C-0049"), kubescape("C-0206"), popeye("POP-1203")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (namespace, coverage) in default_of_namespaces(inventory) {
        if OF_THE_CLUSTER.contains(&namespace.name()) {
            continue;
        }
        let lacking = match coverage {
            Coverage { ingress: true, egress: true } => continue,
            Coverage { ingress: true, egress: false } => "what its Pods reach (egress)",
            Coverage { ingress: false, egress: true } => "who reaches its Pods (ingress)",
            Coverage { ingress: false, egress: false } => "who reaches its Pods and what they reach",
        };
        let place = namespace.metadata().unwrap_or(namespace.root());
        let said = sinks.of(namespace).at(place).say(message!(
            "no policy for the whole namespace `{}` limits {}",
            namespace.name(),
            lacking
        ));
        if !inventory.options().complete {
            said.at_most(Severity::Info, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn each_direction() {
        check(
            "NSP005",
            r"
apiVersion: v1
kind: Namespace
metadata: {name: one}
#         ^^^^^^^^^^^ NSP005: no policy for the whole namespace `one` limits who reaches its Pods and what they reach
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: half, labels: {tenant: a}}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NSP005: no policy for the whole namespace `half` limits what its Pods reach (egress)
---
apiVersion: v1
kind: Namespace
metadata: {name: kube-system}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: default-deny, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: some, namespace: one}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress, Egress]}
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: tenants}
spec:
  subject: {namespaces: {matchLabels: {tenant: a}}}
  ingress: [{action: Deny, from: [{namespaces: {}}]}]
",
        );
    }
}
