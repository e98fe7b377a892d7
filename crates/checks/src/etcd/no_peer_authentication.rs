//! ## What it does
//! Finds etcd without `--peer-client-cert-auth`, which is off by default. Where it listens for members on loopback
//! addresses only, the severity is low, and medium where it may be an application's own.
//!
//! ## Why is this bad
//! Whoever reaches the port for members may take part, and gets the whole store.
//!
//! ## Fix safety
//! Breaking: members without a certificate are refused. `--peer-trusted-ca-file` must name the authority that signs
//! theirs.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: etcd, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: etcd
//!     image: registry.k8s.io/etcd:3.7.0-0
//!     command:
//!     - etcd
//!     - --listen-peer-urls=https://10.0.0.4:2380
//!     - --peer-client-cert-auth=false
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: etcd, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: etcd
//!     image: registry.k8s.io/etcd:3.7.0-0
//!     command:
//!     - etcd
//!     - --peer-client-cert-auth=true
//! ```

use crate::etcd::listen::weigh;
use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ETC005",
        name: "etcd-without-peer-certificates",
        title: "etcd lets in every member",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("2.5")],
        peers: &[checkov("CKV_K8S_121"), kubescape("C-0157"), trivy("KCV-0046")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(authenticates) = settings.get("peer-client-cert-auth") else { return };
    if authenticates.boolean() != Some(false) {
        return;
    }
    let Some(listens) = settings.get("listen-peer-urls") else { return };
    let said = sink
        .setting(settings, "peer-client-cert-auth", &authenticates)
        .say(message!("etcd lets in members without a certificate{}", by_default(&authenticates)))
        .fix(
            "set --peer-client-cert-auth=true",
            give(settings, "peer-client-cert-auth", &authenticates, "true"),
        );
    weigh(said, settings, &listens);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC005",
            r"
apiVersion: v1
kind: Pod
metadata: {name: etcd, namespace: kube-system}
spec:
  containers:
  - name: etcd
    image: registry.k8s.io/etcd:3.7.0-0
    command:
    - etcd
    - --listen-peer-urls=https://10.0.0.4:2380
    - --peer-client-cert-auth=false
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ETC005: etcd lets in members without a certificate
---
apiVersion: v1
kind: Pod
metadata: {name: etcd, namespace: kube-system}
spec:
  containers:
  - name: etcd
    image: registry.k8s.io/etcd:3.7.0-0
    command:
    - etcd
    - --peer-client-cert-auth=true
",
        );
    }
}
