//! ## What it does
//! Finds API servers whose `--authorization-mode` has `AlwaysAllow`, which is also what holds without any mode, and
//! AuthorizationConfigurations with that type. Where `--authorization-config` names a file that is not in the input,
//! nothing is said.
//!
//! ## Why is this bad
//! Everybody who is let in may do everything: read every Secret, run Pods on every node, delete the cluster.
//!
//! ## Fix safety
//! Breaking: who has no rights by a Role is refused from then on.
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
//!     - --authorization-mode=AlwaysAllow
//! ```
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
//!     - --authorization-mode=Node,RBAC
//! ```

use component::Place;
use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD007",
        name: "api-server-allows-everything",
        title: "API server allows every request",
        severity: Severity::Critical,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.6")],
        peers: &[checkov("CKV_K8S_74"), kubescape("C-0088"), kubescape("C-0118"), trivy("KCV-0007")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(modes) = settings.get("authorization-mode") else { return };
    if !modes.has("AlwaysAllow") {
        return;
    }
    let said = sink
        .setting(settings, "authorization-mode", &modes)
        .say(message!("kube-apiserver allows every request{}, whoever makes it", by_default(&modes)));
    // Authorizers in a file are more than names.
    if !matches!(settings.place, Place::File { .. }) {
        let change = give(settings, "authorization-mode", &modes, "Node,RBAC");
        said.fix("set --authorization-mode=Node,RBAC", change);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD007",
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
    - --authorization-mode=AlwaysAllow
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD007: kube-apiserver allows every request, whoever makes it
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
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --authorization-config=/etc/kubernetes/authorization.yaml
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
