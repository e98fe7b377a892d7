//! ## What it does
//! Finds pods and pod templates that no network policy selects: NetworkPolicies of Kubernetes, the cluster-wide policies of
//! `policy.networking.k8s.io`, those of Cilium, Calico and Antrea. A selector of another dialect that cannot be judged counts as
//! selecting. Pods in the network of their node are left alone: no policy holds them.
//!
//! ## Why is this bad
//! Every Pod of the cluster reaches it, and it reaches every Pod: whoever breaks into one of them has the whole network. Where
//! the input is not said to be all there is (`--complete`, a snapshot, a live cluster), a policy may stand elsewhere, and the
//! severity is info.
//!
//! ## Fix safety
//! There is no fix here: only a person knows who talks to whom. `seawall net generate` makes policies.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ---
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: default-deny, namespace: shop}
//! spec:
//!   podSelector: {}
//!   policyTypes: [Ingress, Egress]
//! ```

use finding::Message;
use finding::{Rule, Severity};
use manifest::Node;
use model::{Inventory, PodView};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::network::coverage::{Coverage, of_pods};
use crate::sink::NOT_IN_INPUT;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET001",
        name: "pod-without-network-policy",
        title: "Pod that no network policy selects",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies"), cis("5.3.2"), mitre("T1046")],
        peers: &[
            checkov("CKV2_K8S_6"),
            kube_linter("non-isolated-pod"),
            kube_score("pod-networkpolicy"),
            kubeaudit("netpols"),
            kubescape("C-0030"),
            kubescape("C-0054"),
            kubescape("C-0206"),
            kubescape("C-0260"),
            polaris("missingNetworkPolicy"),
            popeye("POP-1204"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (pod, coverage) in of_pods(inventory) {
        if coverage != Coverage::default() {
            continue;
        }
        let place = sinks.of(pod.object()).at(labels_of(pod));
        if inventory.options().complete {
            place.say(Message::fixed(
                "no network policy selects the pod: everybody reaches it, and it reaches everybody",
            ));
        } else {
            place
                .say(Message::fixed("no network policy in the input selects the pod"))
                .at_most(Severity::Info, NOT_IN_INPUT);
        }
    }
}

/// The labels by which policies would select a pod, or the metadata that has none.
pub(crate) fn labels_of(pod: PodView<'_>) -> Node<'_> {
    let labels = pod.metadata().filter(|_| !pod.is_pod()).and_then(|metadata| metadata.get("labels"));
    labels.or_else(|| pod.object().metadata()).unwrap_or(pod.object().root())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_label_and_namespace() {
        check(
            "NET001",
            r"
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop, labels: {app: api}}
spec: {containers: [{name: one}]}
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: no network policy in the input selects the pod
spec: {containers: [{name: two}]}
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: other}
spec: {hostNetwork: true, containers: [{name: three}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}}
---
apiVersion: v1
kind: Pod
metadata: {name: four, namespace: tenant, labels: {app: four}}
spec: {containers: [{name: four}]}
---
apiVersion: v1
kind: Pod
metadata: {name: five, namespace: tenant, labels: {app: five}}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET001: no network policy in the input selects the pod
spec: {containers: [{name: five}]}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: four, namespace: tenant}
spec: {selector: app == 'four', types: [Ingress]}
---
apiVersion: v1
kind: Pod
metadata: {name: six, namespace: guarded}
spec: {containers: [{name: six}]}
---
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: {name: guarded}
spec:
  subject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: guarded}}}
  ingress: [{action: Deny, from: [{namespaces: {}}]}]
",
        );
    }
}
