//! ## What it does
//! Finds pods and pod templates that network policies, of whatever dialect, isolate for what comes in but not for what
//! goes out, or the other way round. Pods without any are the matter of `NET001`.
//!
//! ## Why is this bad
//! Who is not held back on the way out reaches every Pod, the metadata of the cloud, and the Internet to send what was
//! found; who is not protected on the way in is reached by everybody. Where the input is not said to be all there is
//! (`--complete`, a snapshot, a live cluster), a policy may stand elsewhere, and the severity is info.
//!
//! ## Fix safety
//! There is no fix here: only a person knows who talks to whom. `seawall net generate` makes policies.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Ingress]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: http, containerPort: 8080}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Ingress, Egress]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: http, containerPort: 8080}]
//! ```

use finding::{Message, Rule, Severity};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::network::coverage::{Coverage, of_pods};
use crate::network::unprotected_pod::labels_of;
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET012",
        name: "pod-isolated-in-one-direction",
        title: "Pod that policies isolate in one direction only",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies"), cis("5.3.2")],
        peers: &[
            kubescape("C-0030"),
            kubescape("C-0301"),
            polaris("missingNetworkPolicy"),
            popeye("POP-1205"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (pod, coverage) in of_pods(inventory) {
        let text = match coverage {
            Coverage { ingress: true, egress: false } => {
                "no network policy limits what the pod reaches (egress)"
            }
            Coverage { ingress: false, egress: true } => {
                "no network policy limits who reaches the pod (ingress)"
            }
            _ => continue,
        };
        let said = sinks.of(pod.object()).at(labels_of(pod)).say(Message::fixed(text));
        if !inventory.options().complete {
            said.at_most(Severity::Info, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn several_dialects_together() {
        check(
            "NET012",
            r"
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop, labels: {app: api}}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET012: no network policy limits what the pod reaches (egress)
spec: {containers: [{name: one}]}
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop, labels: {app: api, out: held}}
spec: {containers: [{name: two}]}
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop, labels: {out: held}}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET012: no network policy limits who reaches the pod (ingress)
spec: {containers: [{name: three}]}
---
apiVersion: v1
kind: Pod
metadata: {name: four, namespace: shop}
spec: {containers: [{name: four}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  endpointSelector: {matchLabels: {out: held}}
  egress: [{toEntities: [cluster]}]
",
        );
    }
}
