//! ## What it does
//! Finds API servers whose `--authorization-mode` (or AuthorizationConfiguration) lacks `RBAC`. Where everything is
//! allowed, NOD007 speaks.
//!
//! ## Why is this bad
//! Roles and bindings then have no effect: who reads them believes in limits that nobody keeps. What decides instead, a
//! file or a webhook, is in no manifest.
//!
//! ## Fix safety
//! Breaking: bindings that had no effect begin to grant rights.
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
//!     - --authorization-mode=Node,ABAC
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
//!     - --authorization-mode=Node,RBAC
//! ```

use component::Place;
use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD009",
        name: "no-rbac",
        title: "API server without RBAC",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.8")],
        peers: &[checkov("CKV_K8S_77"), kubescape("C-0120"), trivy("KCV-0009")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(modes) = settings.get("authorization-mode") else { return };
    if modes.has("RBAC") || modes.has("AlwaysAllow") {
        return;
    }
    let said = sink
        .setting(settings, "authorization-mode", &modes)
        .say(message!("Roles and bindings have no effect: the authorization mode `RBAC` is missing"));
    // Authorizers in a file are more than names.
    if !matches!(settings.place, Place::File { .. }) {
        let modes_with: Vec<&str> = modes.items().chain(std::iter::once("RBAC")).collect();
        let change = give(settings, "authorization-mode", &modes, &modes_with.join(","));
        said.fix("add RBAC to --authorization-mode", change);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD009",
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
    - --authorization-mode=Node,ABAC
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD009: Roles and bindings have no effect: the authorization mode `RBAC` is missing
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
    - --authorization-mode=Node,RBAC
---
apiVersion: apiserver.config.k8s.io/v1
kind: AuthorizationConfiguration
authorizers:
- {type: Node, name: node}
- {type: RBAC, name: rbac}
",
        );
    }
}
