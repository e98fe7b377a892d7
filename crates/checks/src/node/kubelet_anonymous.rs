//! ## What it does
//! Finds kubelets that answer requests without credentials: `authentication.anonymous.enabled` of a
//! KubeletConfiguration, or `--anonymous-auth`, whichever counts. In a file the default is false; a kubelet without a
//! file answers everybody by default. Drop-ins (`*.conf` in the folder of the file and below, where they are part of
//! the input: name them, or `--include` them) are merged as the kubelet merges them.
//!
//! ## Why is this bad
//! Together with a mode that allows everything, whoever reaches port 10250 runs commands in every container of the
//! node; with the webhook mode it is one binding away.
//!
//! ## Fix safety
//! Breaking: what asks kubelets without credentials is refused.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! authentication:
//!   anonymous:
//!     enabled: true
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
//! authentication: {anonymous: {enabled: false}}
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
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD050",
        name: "kubelet-anonymous-requests",
        title: "Kubelet answers anonymous requests",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.1")],
        peers: &[checkov("CKV_K8S_138"), kubescape("C-0069"), kubescape("C-0172"), trivy("KCV-0079")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("anonymous-auth") else { return };
    if value.boolean() == Some(true) {
        sink.setting(settings, "anonymous-auth", &value)
            .say(message!("the kubelet answers requests without credentials{}", by_default(&value)))
            .fix(
                title(settings, "anonymous-auth", "false"),
                give(settings, "anonymous-auth", &value, "false"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD050",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: true
#            ^^^^ NOD050: the kubelet answers requests without credentials
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
",
        );
    }
}
