//! ## What it does
//! Finds API servers with `--service-account-lookup=false`.
//!
//! ## Why is this bad
//! A token then stays valid after its ServiceAccount, Secret or Pod is deleted: what leaked cannot be taken back.
//!
//! ## Fix safety
//! Breaking: tokens of what was deleted are refused.
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
//!     - --service-account-lookup=false
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
//!     - --service-account-lookup
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
        id: "NOD021",
        name: "no-service-account-lookup",
        title: "Tokens outlive their ServiceAccounts",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.21")],
        peers: &[checkov("CKV_K8S_96"), kubescape("C-0135"), trivy("KCV-0024")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("service-account-lookup") else { return };
    if value.boolean() == Some(false) {
        sink.setting(settings, "service-account-lookup", &value)
            .say(message!("kube-apiserver accepts tokens of ServiceAccounts that no longer exist"))
            .fix(
                title(settings, "service-account-lookup", "true"),
                give(settings, "service-account-lookup", &value, "true"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD021",
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
    - --service-account-lookup=false
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD021: kube-apiserver accepts tokens of ServiceAccounts that no longer exist
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
