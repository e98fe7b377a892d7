//! ## What it does
//! Finds kubelets that neither name a serving certificate (`tlsCertFile` and `tlsPrivateKeyFile`) nor ask the cluster
//! for one (`serverTLSBootstrap`).
//!
//! ## Why is this bad
//! The kubelet then serves a certificate that it signed itself, which nobody can verify: the API server has to take
//! whatever answers at the node's address.
//!
//! ## Fix safety
//! Breaking: with `serverTLSBootstrap` somebody has to approve the requests of kubelets, or they serve nothing.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! serverTLSBootstrap: false
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! serverTLSBootstrap: true
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! tlsCertFile: /etc/kubelet.crt
//! tlsPrivateKeyFile: /etc/kubelet.key
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD058",
        name: "self-signed-kubelet-certificate",
        title: "Kubelet signs its own certificate",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.9")],
        peers: &[checkov("CKV_K8S_148"), kubescape("C-0181"), trivy("KCV-0088"), trivy("KCV-0089")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(certificate) = settings.get("tls-cert-file") else { return };
    let Some(key) = settings.get("tls-private-key-file") else { return };
    let Some(bootstrap) = settings.get("rotate-server-certificates") else { return };
    if (certificate.is_empty() || key.is_empty()) && bootstrap.boolean() != Some(true) {
        sink.setting(settings, "rotate-server-certificates", &bootstrap)
            .say(message!("the kubelet serves a certificate that it signed itself{}", by_default(&bootstrap)))
            .fix("ask the cluster for one", give(settings, "rotate-server-certificates", &bootstrap, "true"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD058",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: false
#                   ^^^^^ NOD058: the kubelet serves a certificate that it signed itself
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
serverTLSBootstrap: true
",
        );
    }
}
