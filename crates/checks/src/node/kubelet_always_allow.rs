//! ## What it does
//! Finds kubelets with the authorization mode `AlwaysAllow`: `authorization.mode` of a KubeletConfiguration, or
//! `--authorization-mode`. In a file the default is Webhook; a kubelet without a file allows everything by default.
//!
//! ## Why is this bad
//! Everybody whom the kubelet lets in runs commands in every container of the node and reads their logs: every client
//! certificate of the cluster is enough.
//!
//! ## Fix safety
//! Breaking: who has no right to the node's subresources is refused.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! authorization:
//!   mode: AlwaysAllow
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
//! authorization: {mode: Webhook}
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
        id: "NOD051",
        name: "kubelet-allows-everything",
        title: "Kubelet allows every request",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.2")],
        peers: &[checkov("CKV_K8S_139"), kubescape("C-0173"), trivy("KCV-0080")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("authorization-mode") else { return };
    if value.text() == "AlwaysAllow" {
        sink.setting(settings, "authorization-mode", &value)
            .say(message!("the kubelet allows every request{}, whoever makes it", by_default(&value)))
            .fix(
                title(settings, "authorization-mode", "Webhook"),
                give(settings, "authorization-mode", &value, "Webhook"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD051",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authorization:
  mode: AlwaysAllow
#       ^^^^^^^^^^^ NOD051: the kubelet allows every request, whoever makes it
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
",
        );
    }
}
