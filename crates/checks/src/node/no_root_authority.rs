//! ## What it does
//! Finds controller managers without `--root-ca-file`.
//!
//! ## Why is this bad
//! Pods then get no certificate of the authority that signs the API server's: they cannot verify it, and programs are
//! told not to.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
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
//!     - --root-ca-file=/etc/kubernetes/pki/ca.crt
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD035",
        name: "no-root-authority",
        title: "Pods are not told whom to trust",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.3.5")],
        peers: &[checkov("CKV_K8S_111"), kubescape("C-0148"), trivy("KCV-0037")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ControllerManager], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("root-ca-file") else { return };
    if file.is_empty() {
        sink.setting(settings, "root-ca-file", &file).say(message!(
            "Pods cannot verify the API server: `--root-ca-file` of kube-controller-manager is not set"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD035",
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
#     ^^^^^^^^^^^^^^^^^^^^^^^ NOD035: Pods cannot verify the API server: `--root-ca-file` of kube-controller-manager is not set
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
    - --root-ca-file=/etc/kubernetes/pki/ca.crt
",
        );
    }
}
