//! ## What it does
//! Finds API servers without `--kubelet-certificate-authority`.
//!
//! ## Why is this bad
//! The API server then takes whatever certificate answers at a node's address: whoever stands between them reads logs
//! and what is typed into `kubectl exec`. kubeadm leaves it unset, since its kubelets sign their certificates
//! themselves; `serverTLSBootstrap` of the kubelet comes first.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
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
//!     - --kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD006",
        name: "unverified-kubelets",
        title: "API server does not verify kubelets",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.5")],
        peers: &[checkov("CKV_K8S_73"), kubescape("C-0117"), trivy("KCV-0006")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("kubelet-certificate-authority") else { return };
    if file.is_empty() {
        sink.setting(settings, "kubelet-certificate-authority", &file).say(message!("kube-apiserver does not verify the certificates of kubelets: `--kubelet-certificate-authority` is not set"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD006",
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
#     ^^^^^^^^^^^^^^ NOD006: kube-apiserver does not verify the certificates of kubelets: `--kubelet-certificate-authority` is not set
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
    - --kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt
",
        );
    }
}
