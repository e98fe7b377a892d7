//! ## What it does
//! Finds API servers, controller managers and schedulers with `--profiling`, which is on by default (for a scheduler
//! with a configuration file: its `enableProfiling`).
//!
//! ## Why is this bad
//! Who may reach the profiles slows the component down at will and sees what it works on. Where nobody looks at them,
//! there is no reason to serve them.
//!
//! ## Fix safety
//! Breaking: profiles can no longer be taken.
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
//!     - --profiling=true
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-scheduler, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-scheduler
//!     image: registry.k8s.io/kube-scheduler:v1.37.1
//!     command:
//!     - kube-scheduler
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
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//!     - --profiling=false
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD017",
        name: "control-plane-profiling",
        title: "Profiling of the control plane",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.15"), cis("1.3.2"), cis("1.4.1")],
        peers: &[
            checkov("CKV_K8S_90"),
            checkov("CKV_K8S_107"),
            checkov("CKV_K8S_114"),
            kubescape("C-0129"),
            kubescape("C-0145"),
            kubescape("C-0151"),
            trivy("KCV-0018"),
            trivy("KCV-0034"),
            trivy("KCV-0040"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(
        &[Component::ApiServer, Component::ControllerManager, Component::Scheduler],
        judge,
    ),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("profiling") else { return };
    if value.boolean() == Some(true) {
        sink.setting(settings, "profiling", &value)
            .say(message!("{} serves profiles of itself{}", settings.component.name(), by_default(&value)))
            .fix(title(settings, "profiling", "false"), give(settings, "profiling", &value, "false"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD017",
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
    - --profiling=true
#     ^^^^^^^^^^^^^^^^ NOD017: kube-controller-manager serves profiles of itself
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
    - --profiling=false
---
apiVersion: v1
kind: Pod
metadata: {name: kube-scheduler, namespace: kube-system}
spec:
  containers:
  - name: kube-scheduler
    image: registry.k8s.io/kube-scheduler:v1.37.1
    command:
    - kube-scheduler
    - --config=/etc/kubernetes/scheduler.yaml
",
        );
    }
}
