//! ## What it does
//! Finds pods with `hostIPC: true`. The verdict is that of the control "Host Namespaces" of the baseline Pod Security
//! Standard.
//!
//! ## Why is this bad
//! The pod reads and writes the shared memory and message queues of the processes of its node, and of every other pod that
//! does the same.
//!
//! ## Fix safety
//! Breaking: programs that share memory with one of the node lose it. Containers of one pod share memory without it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   hostIPC: true
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
//!   hostIPC: false
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
        id: "POD005",
        name: "host-ipc",
        title: "Pod in the shared memory of its node",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("Host Namespaces"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.4"),
            mitre("T1611"),
        ],
        peers: &[
            checkov("CKV_K8S_18"),
            checkov("CKV_K8S_3"),
            kube_linter("host-ipc"),
            kubeaudit("hostns"),
            kubescape("C-0038"),
            kubescape("C-0195"),
            kubescape("C-0215"),
            kubescape("C-0276"),
            polaris("hostIPCSet"),
            trivy("KSV-0008"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("hostNamespaces", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in violation.causes.iter().filter(|cause| is_field(cause, "hostIPC")) {
        sink.cause(cause)
            .say(Message::fixed("the pod shares memory with the processes of its node"))
            .fix("set hostIPC: false", [Change::mend(cause, Value::Bool(false))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_true_counts() {
        check(
            "POD005",
            r"
apiVersion: batch/v1
kind: CronJob
metadata: {name: sweep, namespace: shop}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostIPC: on
#                  ^^ POD005: the pod shares memory with the processes of its node
          containers: [{name: sweep}]
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {hostIPC: false, containers: [{name: api}]}
",
        );
    }
}
