//! ## What it does
//! Finds kubelets with `--streaming-connection-idle-timeout=0` in any spelling (`0s`). In a configuration file 0 means
//! the default of four hours, which is not found.
//!
//! ## Why is this bad
//! Forgotten sessions of `exec`, `attach` and `port-forward` stay open for good, and for whoever gets hold of them.
//!
//! ## Fix safety
//! Breaking: idle sessions are ended.
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
//!     - --config=/var/lib/kubelet/config.yaml
//!     - --streaming-connection-idle-timeout=0s
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! streamingConnectionIdleTimeout: 0s
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD054",
        name: "no-streaming-timeout",
        title: "Streams to containers never time out",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.5")],
        peers: &[checkov("CKV_K8S_143"), kubescape("C-0176"), trivy("KCV-0085")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("streaming-connection-idle-timeout") else { return };
    if value.duration() == Some(0) {
        sink.setting(settings, "streaming-connection-idle-timeout", &value)
            .say(message!("the kubelet never ends idle streams to containers"))
            .fix(
                title(settings, "streaming-connection-idle-timeout", "4h0m0s"),
                give(settings, "streaming-connection-idle-timeout", &value, "4h0m0s"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD054",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kubelet, namespace: kube-system}
spec:
  containers:
  - name: kubelet
    image: registry.k8s.io/kubelet:v1.37.1
    command:
    - kubelet
    - --config=/var/lib/kubelet/config.yaml
    - --streaming-connection-idle-timeout=0s
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD054: the kubelet never ends idle streams to containers
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
streamingConnectionIdleTimeout: 0s
",
        );
    }
}
