//! ## What it does
//! Finds API servers whose `--authorization-mode` (or AuthorizationConfiguration) lacks `Node`. Where everything is
//! allowed, NOD007 speaks.
//!
//! ## Why is this bad
//! Kubelets then get their rights by a role that all of them share: one node that is taken over reads the Secrets of
//! all Pods on all nodes. The Node authorizer limits each kubelet to what its own Pods need.
//!
//! ## Fix safety
//! Breaking: requests that the Node authorizer allows are no longer decided by those behind it.
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
//!     - --authorization-mode=RBAC
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
        id: "NOD008",
        name: "no-node-authorizer",
        title: "API server without the Node authorizer",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.7")],
        peers: &[checkov("CKV_K8S_75"), kubescape("C-0119"), trivy("KCV-0008")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(modes) = settings.get("authorization-mode") else { return };
    if modes.has("Node") || modes.has("AlwaysAllow") {
        return;
    }
    let said = sink.setting(settings, "authorization-mode", &modes).say(message!(
        "kube-apiserver does not limit kubelets to their own Pods: the authorization mode `Node` is missing"
    ));
    // Authorizers in a file are more than names.
    if !matches!(settings.place, Place::File { .. }) {
        let modes_with: Vec<&str> = std::iter::once("Node").chain(modes.items()).collect();
        let change = give(settings, "authorization-mode", &modes, &modes_with.join(","));
        said.fix("add Node to --authorization-mode", change);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD008",
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
    - --authorization-mode=RBAC
#     ^^^^^^^^^^^^^^^^^^^^^^^^^ NOD008: kube-apiserver does not limit kubelets to their own Pods: the authorization mode `Node` is missing
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
",
        );
    }
}
