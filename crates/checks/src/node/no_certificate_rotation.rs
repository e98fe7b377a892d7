//! ## What it does
//! Finds kubelets without `rotateCertificates` (`--rotate-certificates`), which is off by default, in a file too.
//!
//! ## Why is this bad
//! The certificate by which the kubelet is known expires after a year, and with it the node. Tools that take an absent
//! key for a safe one miss it.
//!
//! ## Fix safety
//! Needs evidence: the controller manager must sign requests of kubelets, as it does by default.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! rotateCertificates: false
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! rotateCertificates: true
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
        id: "NOD059",
        name: "kubelet-certificate-not-rotated",
        title: "Kubelet does not renew its certificate",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[cis("4.2.10")],
        peers: &[checkov("CKV_K8S_149"), kubescape("C-0182"), trivy("KCV-0090")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(rotates) = settings.get("rotate-certificates") else { return };
    if rotates.boolean() != Some(true) {
        sink.setting(settings, "rotate-certificates", &rotates)
            .say(message!("the kubelet does not renew its client certificate{}", by_default(&rotates)))
            .fix("renew it", give(settings, "rotate-certificates", &rotates, "true"))
            .needs("that the cluster signs requests of kubelets");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD059",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
rotateCertificates: false
#                   ^^^^^ NOD059: the kubelet does not renew its client certificate
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
rotateCertificates: true
",
        );
    }
}
