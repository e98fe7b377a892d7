//! ## What it does
//! Finds etcd with `--auto-tls`.
//!
//! ## Why is this bad
//! etcd then signs a certificate for itself at each start: clients cannot verify whom they talk to.
//!
//! ## Fix safety
//! Breaking: etcd needs `--cert-file` and `--key-file` instead.
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
//!     - --auto-tls
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
//!     - --auto-tls=false
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
        id: "ETC003",
        name: "etcd-auto-tls",
        title: "etcd signs its own certificate",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("2.3")],
        peers: &[checkov("CKV_K8S_118"), kubescape("C-0155"), trivy("KCV-0044")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Etcd], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(auto) = settings.get("auto-tls") else { return };
    if auto.boolean() == Some(true) {
        sink.setting(settings, "auto-tls", &auto)
            .say(message!("etcd serves clients with a certificate that it signed itself"))
            .fix("set --auto-tls=false", give(settings, "auto-tls", &auto, "false"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "ETC003",
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
    - --auto-tls
#     ^^^^^^^^^^ ETC003: etcd serves clients with a certificate that it signed itself
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
    - --auto-tls=false
",
        );
    }
}
