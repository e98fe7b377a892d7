//! ## What it does
//! Finds API servers that record nothing: with neither `--audit-log-path` nor `--audit-webhook-config-file`, or without
//! `--audit-policy-file`, without which no event is recorded.
//!
//! ## Why is this bad
//! After an incident nobody can say what was read and changed, and by whom.
//!
//! ## Fix safety
//! There is no fix: log, policy and the volume for them belong together.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --audit-log-path=/var/log/audit.log
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --audit-log-path=/var/log/audit.log
//!     - --audit-policy-file=/etc/kubernetes/audit.yaml
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD018",
        name: "no-audit-log",
        title: "API server keeps no audit log",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.16"), cis("3.2.1")],
        peers: &[
            checkov("CKV_K8S_91"),
            kubescape("C-0067"),
            kubescape("C-0130"),
            kubescape("C-0160"),
            trivy("KCV-0019"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(log) = settings.get("audit-log-path") else { return };
    let Some(webhook) = settings.get("audit-webhook-config-file") else { return };
    let Some(policy) = settings.get("audit-policy-file") else { return };
    if log.is_empty() && webhook.is_empty() {
        sink.setting(settings, "audit-log-path", &log).say(message!(
            "kube-apiserver keeps no audit log: neither `--audit-log-path` nor `--audit-webhook-config-file` is set"
        ));
    } else if policy.is_empty() {
        sink.setting(settings, "audit-policy-file", &policy).say(message!(
            "kube-apiserver has an audit log but records nothing in it: `--audit-policy-file` is not set"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD018",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
#     ^^^^^^^^^^^^^^ NOD018: kube-apiserver has an audit log but records nothing in it: `--audit-policy-file` is not set
    - --audit-log-path=/var/log/audit.log
---
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --audit-log-path=/var/log/audit.log
    - --audit-policy-file=/etc/kubernetes/audit.yaml
",
        );
    }
}
