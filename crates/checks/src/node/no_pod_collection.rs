//! ## What it does
//! Finds controller managers with `--terminated-pod-gc-threshold` of 0 or less. The default is 12,500.
//!
//! ## Why is this bad
//! Pods that have ended stay in etcd until somebody deletes them; a Job that fails in a loop fills it.
//!
//! ## Fix safety
//! Breaking: records of ended Pods go.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//!     - --terminated-pod-gc-threshold=0
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//!     - --terminated-pod-gc-threshold=500
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD032",
        name: "no-terminated-pod-collection",
        title: "Ended Pods are never removed",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.3.1")],
        peers: &[checkov("CKV_K8S_106"), kubescape("C-0144"), trivy("KCV-0033")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ControllerManager], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("terminated-pod-gc-threshold") else { return };
    if value.integer().is_some_and(|threshold| threshold <= 0) {
        sink.setting(settings, "terminated-pod-gc-threshold", &value)
            .say(message!("kube-controller-manager never removes Pods that have ended"))
            .fix(
                title(settings, "terminated-pod-gc-threshold", "12500"),
                give(settings, "terminated-pod-gc-threshold", &value, "12500"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD032",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.37.1
    command:
    - kube-controller-manager
    - --terminated-pod-gc-threshold=0
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD032: kube-controller-manager never removes Pods that have ended
---
apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.37.1
    command:
    - kube-controller-manager
",
        );
    }
}
