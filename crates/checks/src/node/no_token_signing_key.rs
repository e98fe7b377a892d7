//! ## What it does
//! Finds controller managers without `--service-account-private-key-file`.
//!
//! ## Why is this bad
//! Secrets of the type `kubernetes.io/service-account-token` then stay empty. Pods have tokens of their own without
//! them; what asks for such a Secret waits.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//!     - --service-account-private-key-file=/etc/kubernetes/pki/sa.key
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD034",
        name: "no-token-signing-key",
        title: "Controller manager cannot sign tokens",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.3.4")],
        peers: &[checkov("CKV_K8S_110"), kubescape("C-0147"), trivy("KCV-0036")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ControllerManager], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("service-account-private-key-file") else { return };
    if file.is_empty() {
        sink.setting(settings, "service-account-private-key-file", &file).say(message!(
            "kube-controller-manager signs no tokens: `--service-account-private-key-file` is not set"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD034",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.37.1
    command:
    - kube-controller-manager
#     ^^^^^^^^^^^^^^^^^^^^^^^ NOD034: kube-controller-manager signs no tokens: `--service-account-private-key-file` is not set
---
apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.37.1
    command:
    - kube-controller-manager
    - --service-account-private-key-file=/etc/kubernetes/pki/sa.key
",
        );
    }
}
