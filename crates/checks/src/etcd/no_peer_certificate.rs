//! ## What it does
//! Finds etcd without `--peer-cert-file` or without `--peer-key-file`. Where it listens for members on loopback
//! addresses only, the severity is low.
//!
//! ## Why is this bad
//! Members send each other the whole store; without TLS it is read by whoever listens, and whoever reaches the port may
//! take part.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
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
//!     - --listen-peer-urls=http://10.0.0.4:2380
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
//!     - --peer-cert-file=/etc/etcd/peer.crt
//!     - --peer-key-file=/etc/etcd/peer.key
//! ```

use crate::etcd::listen::weigh;
use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ETC004",
        name: "etcd-peers-without-tls",
        title: "Members of etcd talk without TLS",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[cis("2.4")],
        peers: &[checkov("CKV_K8S_119"), kubescape("C-0156"), trivy("KCV-0045")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    // ETC006 speaks of certificates that etcd makes itself.
    if settings.get("peer-auto-tls").is_none_or(|auto| auto.boolean() == Some(true)) {
        return;
    }
    let Some(listens) = settings.get("listen-peer-urls") else { return };
    for flag in ["peer-cert-file", "peer-key-file"] {
        let Some(file) = settings.get(flag) else { return };
        if file.is_empty() {
            let said = sink
                .setting(settings, flag, &file)
                .say(message!("etcd serves members without TLS: `--{}` is not set", flag));
            weigh(said, settings, &listens);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC004",
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
#     ^^^^ ETC004: etcd serves members without TLS: `--peer-cert-file` is not set
    - --listen-peer-urls=http://10.0.0.4:2380
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
    - --peer-cert-file=/etc/etcd/peer.crt
    - --peer-key-file=/etc/etcd/peer.key
",
        );
    }
}
