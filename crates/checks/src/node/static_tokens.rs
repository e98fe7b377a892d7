//! ## What it does
//! Finds API servers with `--token-auth-file`.
//!
//! ## Why is this bad
//! The tokens stand in the file in clear text, never expire, and a change needs a restart: whoever once read the file
//! is in.
//!
//! ## Fix safety
//! Breaking: clients that use one of the tokens are no longer let in. Give them ServiceAccounts or certificates first.
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
//!     - --token-auth-file=/etc/kubernetes/tokens.csv
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
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::withdraw;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD002",
        name: "static-token-file",
        title: "API server accepts tokens from a file",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.2")],
        peers: &[checkov("CKV_K8S_70"), kubescape("C-0114"), trivy("KCV-0002")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("token-auth-file") else { return };
    if !file.is_empty() {
        sink.setting(settings, "token-auth-file", &file)
            .say(message!(
                "kube-apiserver accepts tokens from a file, which stand there in clear text and never expire"
            ))
            .fix("remove --token-auth-file", withdraw(settings, "token-auth-file"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD002",
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
    - --token-auth-file=/etc/kubernetes/tokens.csv
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD002: kube-apiserver accepts tokens from a file, which stand there in clear text and never expire
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
",
        );
    }
}
