//! ## What it does
//! Finds API servers without `--service-account-key-file`, unless a signer outside (`--service-account-signing-
//! endpoint`) holds the keys.
//!
//! ## Why is this bad
//! Tokens of ServiceAccounts are then verified with the key that serves HTTPS: neither can be changed without the
//! other.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
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
//!     - --service-account-key-file=/etc/kubernetes/pki/sa.pub
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
//!     - --service-account-signing-endpoint=/run/signer.sock
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD022",
        name: "no-service-account-key-file",
        title: "Tokens are verified with the serving key",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.22")],
        peers: &[checkov("CKV_K8S_97"), kubescape("C-0136"), trivy("KCV-0025")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if settings.is_given("service-account-signing-endpoint") {
        return;
    }
    let Some(file) = settings.get("service-account-key-file") else { return };
    if file.is_empty() {
        sink.setting(settings, "service-account-key-file", &file).say(message!("kube-apiserver verifies tokens of ServiceAccounts with the key that serves HTTPS: `--service-account-key-file` is not set"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD022",
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
#     ^^^^^^^^^^^^^^ NOD022: kube-apiserver verifies tokens of ServiceAccounts with the key that serves HTTPS: `--service-account-key-file` is not set
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
    - --service-account-key-file=/etc/kubernetes/pki/sa.pub
",
        );
    }
}
