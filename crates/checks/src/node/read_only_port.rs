//! ## What it does
//! Finds kubelets with a read-only port: `readOnlyPort` of a KubeletConfiguration or `--read-only-port` other than 0.
//! In a file the default is 0; a kubelet without a file serves 10255 by default.
//!
//! ## Why is this bad
//! Whoever reaches the node reads every Pod's specification, with the values of its environment, and how the node is
//! doing.
//!
//! ## Fix safety
//! Breaking: what reads metrics there has to use port 10250.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! readOnlyPort: 10255
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kubelet, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kubelet
//!     image: registry.k8s.io/kubelet:v1.37.1
//!     command:
//!     - kubelet
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! readOnlyPort: 0
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
        id: "NOD053",
        name: "kubelet-read-only-port",
        title: "Kubelet serves a port that asks nobody",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.4")],
        peers: &[checkov("CKV_K8S_141"), kubescape("C-0175"), trivy("KCV-0082")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("read-only-port") else { return };
    if value.integer().is_some_and(|port| port != 0) {
        sink.setting(settings, "read-only-port", &value)
            .say(message!(
                "the kubelet tells everybody about its Pods on port {}{}",
                value.text(),
                by_default(&value)
            ))
            .fix(title(settings, "read-only-port", "0"), give(settings, "read-only-port", &value, "0"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD053",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 10255
#             ^^^^^ NOD053: the kubelet tells everybody about its Pods on port 10255
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
",
        );
    }
}
