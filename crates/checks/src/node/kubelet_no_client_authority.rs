//! ## What it does
//! Finds kubelets without `authentication.x509.clientCAFile` (`--client-ca-file`).
//!
//! ## Why is this bad
//! The API server then cannot show the kubelet who it is, unless it comes with a token: logs and `exec` stop working,
//! or somebody lets everybody in.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! authentication:
//!   x509: {}
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kubelet, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kubelet
//!     image: registry.k8s.io/kubelet:v1.37.1
//!     command:
//!     - kubelet
//!     - --config=/var/lib/kubelet/config.yaml
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD052",
        name: "no-kubelet-client-authority",
        title: "Kubelet accepts no client certificates",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[cis("4.2.3")],
        peers: &[checkov("CKV_K8S_140"), kubescape("C-0070"), kubescape("C-0174"), trivy("KCV-0081")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("client-ca-file") else { return };
    if file.is_empty() {
        sink.setting(settings, "client-ca-file", &file)
            .say(message!("the kubelet accepts no client certificates: no authority is named"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD052",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  x509: {}
#       ^^ NOD052: the kubelet accepts no client certificates: no authority is named
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: {x509: {clientCAFile: /etc/kubernetes/pki/ca.crt}}
",
        );
    }
}
