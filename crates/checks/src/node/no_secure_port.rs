//! ## What it does
//! Finds API servers with `--secure-port=0`.
//!
//! ## Why is this bad
//! API servers since 1.20 have no other port and refuse to start; older ones served only the port that asks nobody who
//! they are.
//!
//! ## Fix safety
//! Breaking: the API server serves 6443.
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
//!     - --secure-port=0
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
//!     - --secure-port=8443
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
        id: "NOD038",
        name: "no-secure-port",
        title: "API server without a secure port",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[checkov("CKV_K8S_89"), kubescape("C-0128"), trivy("KCV-0017")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("secure-port") else { return };
    if value.integer() == Some(0) {
        sink.setting(settings, "secure-port", &value)
            .say(message!("kube-apiserver serves no secure port, so it does not start"))
            .fix(title(settings, "secure-port", "6443"), give(settings, "secure-port", &value, "6443"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD038",
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
    - --secure-port=0
#     ^^^^^^^^^^^^^^^ NOD038: kube-apiserver serves no secure port, so it does not start
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
    - --secure-port=8443
",
        );
    }
}
