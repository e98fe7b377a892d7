//! ## What it does
//! Finds etcd without `--cert-file` or without `--key-file` (or `ETCD_CERT_FILE`, `ETCD_KEY_FILE` in its environment).
//! Where it listens on loopback addresses only, the severity is low; outside `kube-system` and without the node's
//! network it is medium, since it may hold an application's data; where `--config-file` names a file, nothing is said.
//!
//! ## Why is this bad
//! What etcd holds is the whole cluster. Without TLS it is read by whoever listens, and written by whoever reaches it.
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
//!     - --listen-client-urls=http://10.0.0.4:2379
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
//!     - --cert-file=/etc/etcd/server.crt
//!     - --key-file=/etc/etcd/server.key
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
//!     - --config-file=/etc/etcd.yaml
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
        id: "ETC001",
        name: "etcd-without-tls",
        title: "etcd serves clients without TLS",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[cis("2.1")],
        peers: &[checkov("CKV_K8S_116"), kubescape("C-0153"), trivy("KCV-0042")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    // ETC003 speaks of certificates that etcd makes itself.
    if settings.get("auto-tls").is_none_or(|auto| auto.boolean() == Some(true)) {
        return;
    }
    let Some(listens) = settings.get("listen-client-urls") else { return };
    for flag in ["cert-file", "key-file"] {
        let Some(file) = settings.get(flag) else { return };
        if file.is_empty() {
            let said = sink
                .setting(settings, flag, &file)
                .say(message!("etcd serves clients without TLS: `--{}` is not set", flag));
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
            "ETC001",
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
#     ^^^^ ETC001: etcd serves clients without TLS: `--cert-file` is not set
    - --listen-client-urls=http://10.0.0.4:2379
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
    - --cert-file=/etc/etcd/server.crt
    - --key-file=/etc/etcd/server.key
",
        );
    }
}
