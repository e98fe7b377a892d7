//! ## What it does
//! Finds API servers that answer requests without credentials: `--anonymous-auth`, which is on by default, or
//! `anonymous.enabled` of an AuthenticationConfiguration. Where the file lets anonymous requests in only to named
//! paths, or where `--authentication-config` names a file that is not in the input, nothing is said.
//!
//! ## Why is this bad
//! Such a request is made by `system:anonymous`, which by default may only ask for versions and health. Every right
//! that a binding gives that user or `system:unauthenticated` is everybody's, and every flaw in front of authorization
//! can be reached by everybody.
//!
//! ## Fix safety
//! Breaking: probes of the API server and `kubeadm join` ask without credentials. An AuthenticationConfiguration with
//! conditions lets in only those.
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
//!     - --authorization-mode=Node,RBAC
//!     - --anonymous-auth=true
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
//!     - --authorization-mode=Node,RBAC
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
//!     - --anonymous-auth=false
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD001",
        name: "anonymous-api-requests",
        title: "API server answers anonymous requests",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.1")],
        peers: &[checkov("CKV_K8S_68"), kubescape("C-0113"), trivy("KCV-0001")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(anonymous) = settings.get("anonymous-auth") else { return };
    // With AlwaysAllow it turns itself off.
    let allows_all = settings.get("authorization-mode").is_some_and(|modes| modes.has("AlwaysAllow"));
    if anonymous.boolean() == Some(true) && !allows_all {
        sink.setting(settings, "anonymous-auth", &anonymous)
            .say(message!("kube-apiserver answers requests without credentials{}", by_default(&anonymous)))
            .fix("set --anonymous-auth=false", give(settings, "anonymous-auth", &anonymous, "false"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD001",
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
    - --authorization-mode=Node,RBAC
    - --anonymous-auth=true
#     ^^^^^^^^^^^^^^^^^^^^^ NOD001: kube-apiserver answers requests without credentials
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
    - --anonymous-auth=false
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
    - --authentication-config=/etc/kubernetes/authentication.yaml
    - --authorization-mode=RBAC
---
apiVersion: apiserver.config.k8s.io/v1
kind: AuthenticationConfiguration
anonymous:
  enabled: true
  conditions:
  - path: /healthz
",
        );
    }
}
