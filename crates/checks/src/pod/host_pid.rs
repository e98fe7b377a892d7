//! ## What it does
//! Finds pods with `hostPID: true`. The verdict is that of the control "Host Namespaces" of the baseline Pod Security
//! Standard.
//!
//! ## Why is this bad
//! The pod sees every process of its node, with its command line and, as root, its environment and its files: the Secrets
//! of all other pods on the node, and with one capability more the node itself.
//!
//! ## Fix safety
//! Breaking: an agent that watches the processes of the node sees only its own afterwards.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   hostPID: true
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
//!   hostPID: false
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
use crate::pod::user::may_be_root;
use crate::sink::Sink;
use crate::standards::is_field;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD004",
        name: "host-pid",
        title: "Pod among the processes of its node",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("Host Namespaces"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.3"),
            mitre("T1611"),
        ],
        peers: &[
            checkov("CKV_K8S_1"),
            checkov("CKV_K8S_17"),
            kube_linter("host-pid"),
            kubeaudit("hostns"),
            kubescape("C-0038"),
            kubescape("C-0194"),
            kubescape("C-0214"),
            kubescape("C-0275"),
            polaris("hostPIDSet"),
            trivy("KSV-0010"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("hostNamespaces", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in violation.causes.iter().filter(|cause| is_field(cause, "hostPID")) {
        let said = sink
            .cause(cause)
            .say(Message::fixed(
                "the pod sees all processes of its node, and with them the Secrets of its neighbours",
            ))
            .fix("set hostPID: false", [Change::mend(cause, Value::Bool(false))]);
        if !pod.containers().any(may_be_root) {
            said.at_most(
                Severity::Medium,
                "none of its containers runs as root, and others' secrets stay closed to it",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use finding::Severity;

    use crate::fixture::{check, severities};

    #[test]
    fn only_true_counts() {
        check(
            "POD004",
            r"
apiVersion: batch/v1
kind: CronJob
metadata: {name: sweep, namespace: shop}
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostPID: on
#                  ^^ POD004: the pod sees all processes of its node, and with them the Secrets of its neighbours
          containers: [{name: sweep}]
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {hostPID: false, containers: [{name: api}]}
",
        );
    }

    #[test]
    fn less_where_nothing_runs_as_root() {
        let pod = |context: &str| {
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: b}}\nspec: {{hostPID: true, containers: [{{name: a, securityContext: {context}}}]}}\n"
            )
        };
        assert_eq!(severities("POD004", &pod("{}")), [Severity::High]);
        assert_eq!(severities("POD004", &pod("{runAsUser: 65534}")), [Severity::Medium]);
        assert_eq!(severities("POD004", &pod("{runAsNonRoot: true}")), [Severity::Medium]);
    }
}
