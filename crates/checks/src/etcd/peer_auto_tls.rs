//! ## What it does
//! Finds etcd with `--peer-auto-tls`.
//!
//! ## Why is this bad
//! Members then sign certificates for themselves: none can verify another.
//!
//! ## Fix safety
//! Breaking: etcd needs `--peer-cert-file` and `--peer-key-file` instead.
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
//!     - --peer-auto-tls=true
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
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ETC006",
        name: "etcd-peer-auto-tls",
        title: "Members of etcd sign their own certificates",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("2.6")],
        peers: &[kubescape("C-0158"), trivy("KCV-0047")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(auto) = settings.get("peer-auto-tls") else { return };
    if auto.boolean() == Some(true) {
        sink.setting(settings, "peer-auto-tls", &auto)
            .say(message!("etcd serves members with a certificate that it signed itself"))
            .fix("set --peer-auto-tls=false", give(settings, "peer-auto-tls", &auto, "false"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC006",
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
    - --peer-auto-tls=true
#     ^^^^^^^^^^^^^^^^^^^^ ETC006: etcd serves members with a certificate that it signed itself
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
",
        );
    }
}
