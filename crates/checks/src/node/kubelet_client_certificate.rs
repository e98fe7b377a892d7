//! ## What it does
//! Finds API servers without `--kubelet-client-certificate` or without `--kubelet-client-key`.
//!
//! ## Why is this bad
//! The API server then asks kubelets without credentials. Logs, `exec` and `port-forward` work only where kubelets let
//! anybody in, which is why somebody will make them.
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
//!     - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
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
//!     - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
//!     - --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD005",
        name: "no-kubelet-client-certificate",
        title: "API server has no certificate for kubelets",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.4")],
        peers: &[checkov("CKV_K8S_72"), kubescape("C-0116"), trivy("KCV-0005")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    for flag in ["kubelet-client-certificate", "kubelet-client-key"] {
        let Some(file) = settings.get(flag) else { return };
        if file.is_empty() {
            sink.setting(settings, flag, &file).say(message!(
                "kube-apiserver has no client certificate for kubelets: `--{}` is not set",
                flag
            ));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD005",
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
#     ^^^^^^^^^^^^^^ NOD005: kube-apiserver has no client certificate for kubelets: `--kubelet-client-key` is not set
    - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
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
    - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
    - --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
",
        );
    }
}
