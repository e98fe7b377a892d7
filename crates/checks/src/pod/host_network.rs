//! ## What it does
//! Finds pods with `hostNetwork: true`. The verdict is that of the control "Host Namespaces" of the baseline Pod Security
//! Standard.
//!
//! ## Why is this bad
//! The pod sees and answers on every interface of its node, loopback included: it reaches what listens there for the node
//! only (the kubelet, agents, the cloud's metadata service), it can listen in on other pods with one capability more, and
//! no NetworkPolicy selects it.
//!
//! ## Fix safety
//! Breaking: a program that serves a port of the node, or talks to one that listens on loopback, is cut off.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   hostNetwork: true
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
//!   hostNetwork: false
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::Message;
use finding::{Rule, Safety, Severity};
use manifest::edit::Value;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::WAY_TO_THE_NODE;
use crate::sink::Sink;
use crate::standards::is_field;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD003",
        name: "host-network",
        title: "Pod in the network of its node",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("Host Namespaces"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.5"),
            mitre("T1611"),
        ],
        peers: &[
            checkov("CKV_K8S_19"),
            checkov("CKV_K8S_4"),
            kube_linter("host-network"),
            kubeaudit("hostns"),
            kubescape("C-0041"),
            kubescape("C-0196"),
            kubescape("C-0216"),
            polaris("hostNetworkSet"),
            trivy("KSV-0009"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("hostNamespaces", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in violation.causes.iter().filter(|cause| is_field(cause, "hostNetwork")) {
        sink.cause(cause)
            .say(Message::fixed("the pod uses the network of its node: it reaches what only the node should, and no NetworkPolicy holds it"))
            .fix("set hostNetwork: false", [Change::mend(cause, Value::Bool(false))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_true_counts() {
        check(
            "POD003",
            r"
apiVersion: batch/v1
kind: CronJob
metadata: {name: sweep, namespace: shop}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostNetwork: on
#                      ^^ POD003: the pod uses the network of its node: it reaches what only the node should, and no NetworkPolicy holds it
          containers: [{name: sweep}]
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {hostNetwork: false, containers: [{name: api}]}
",
        );
    }
}
