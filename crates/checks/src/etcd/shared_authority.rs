//! ## What it does
//! Finds etcd whose `--trusted-ca-file` is the authority that signs the cluster's own client certificates: the file
//! that kubeadm names for the API server's clients (`/etc/kubernetes/pki/ca.crt`).
//!
//! ## Why is this bad
//! Every kubelet and every user with a certificate of the cluster is then let into etcd, where RBAC means nothing.
//!
//! ## Fix safety
//! There is no fix: etcd needs an authority of its own, and the API server a certificate of it.
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
//!     - --trusted-ca-file=/etc/kubernetes/pki/ca.crt
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
//!     - --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

/// The authority of the cluster's client certificates, where kubeadm put it.
const OF_THE_CLUSTER: &str = "/etc/kubernetes/pki/ca.crt";

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ETC007",
        name: "etcd-shares-authority",
        title: "etcd trusts the authority of the cluster",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("2.7")],
        peers: &[kubescape("C-0159")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(trusted) = settings.get("trusted-ca-file") else { return };
    if trusted.text() == OF_THE_CLUSTER {
        sink.setting(settings, "trusted-ca-file", &trusted)
            .say(message!("etcd lets in everybody with a client certificate of the cluster"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC007",
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
    - --trusted-ca-file=/etc/kubernetes/pki/ca.crt
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ETC007: etcd lets in everybody with a client certificate of the cluster
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
    - --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt
",
        );
    }
}
