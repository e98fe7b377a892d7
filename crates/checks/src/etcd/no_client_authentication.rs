//! ## What it does
//! Finds etcd without `--client-cert-auth`, which is off by default. Where it listens on loopback addresses only, the
//! severity is low, and medium where it may be an application's own.
//!
//! ## Why is this bad
//! Whoever reaches etcd reads every Secret and writes every right of the cluster; no API server, no RBAC and no
//! admission stands before it.
//!
//! ## Fix safety
//! Breaking: clients without a certificate are refused. `--trusted-ca-file` must name the authority that signs theirs.
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
//!     - --listen-client-urls=https://10.0.0.4:2379
//!     - --cert-file=/etc/etcd/server.crt
//!     - --key-file=/etc/etcd/server.key
//!     - --client-cert-auth=false
//! ```
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
//!     - --listen-client-urls=https://10.0.0.4:2379
//!     env:
//!     - name: ETCD_CLIENT_CERT_AUTH
//!       value: "false"
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubeadm.k8s.io/v1beta3
//! kind: ClusterConfiguration
//! etcd:
//!   local:
//!     extraArgs: {client-cert-auth: "false"}
//! ```
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
//!     - --listen-client-urls=https://10.0.0.4:2379
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
//!     - --client-cert-auth
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
        id: "ETC002",
        name: "etcd-without-client-certificates",
        title: "etcd lets in every client",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("2.2")],
        peers: &[checkov("CKV_K8S_117"), kubescape("C-0154"), trivy("KCV-0043")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(authenticates) = settings.get("client-cert-auth") else { return };
    if authenticates.boolean() != Some(false) {
        return;
    }
    let Some(listens) = settings.get("listen-client-urls") else { return };
    let said = sink
        .setting(settings, "client-cert-auth", &authenticates)
        .say(message!("etcd lets in clients without a certificate{}", by_default(&authenticates)))
        .fix("set --client-cert-auth=true", give(settings, "client-cert-auth", &authenticates, "true"));
    weigh(said, settings, &listens);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC002",
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
    - --listen-client-urls=https://10.0.0.4:2379
    - --cert-file=/etc/etcd/server.crt
    - --key-file=/etc/etcd/server.key
    - --client-cert-auth=false
#     ^^^^^^^^^^^^^^^^^^^^^^^^ ETC002: etcd lets in clients without a certificate
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
    - --client-cert-auth
",
        );
    }
}
