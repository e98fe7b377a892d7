//! ## What it does
//! Finds kubelets without `protectKernelDefaults` (`--protect-kernel-defaults`), which is off by default.
//!
//! ## Why is this bad
//! The kubelet then changes settings of the kernel to those it wants, without a word to whoever set them otherwise for
//! a reason.
//!
//! ## Fix safety
//! Breaking: the kubelet refuses to start where the settings are not those it wants.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! protectKernelDefaults: false
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
//! protectKernelDefaults: true
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
        id: "NOD060",
        name: "kernel-defaults-unprotected",
        title: "Kubelet changes kernel settings",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[checkov("CKV_K8S_144"), kubescape("C-0177"), trivy("KCV-0083")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("protect-kernel-defaults") else { return };
    if value.boolean() != Some(true) {
        sink.setting(settings, "protect-kernel-defaults", &value)
            .say(message!("the kubelet changes kernel settings to what it wants{}", by_default(&value)))
            .fix(
                title(settings, "protect-kernel-defaults", "true"),
                give(settings, "protect-kernel-defaults", &value, "true"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD060",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
protectKernelDefaults: false
#                      ^^^^^ NOD060: the kubelet changes kernel settings to what it wants
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
protectKernelDefaults: true
",
        );
    }
}
