//! ## What it does
//! Finds API servers without `--etcd-cafile`.
//!
//! ## Why is this bad
//! The API server then trusts every certificate that an authority of its image signed: whoever answers at etcd's
//! address reads and writes the cluster.
//!
//! ## Fix safety
//! There is no fix: only a person knows which file to name.
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
//!     - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD024",
        name: "unverified-etcd",
        title: "API server does not verify etcd",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.26")],
        peers: &[checkov("CKV_K8S_102"), kubescape("C-0140"), trivy("KCV-0029")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("etcd-cafile") else { return };
    if file.is_empty() {
        sink.setting(settings, "etcd-cafile", &file).say(message!(
            "kube-apiserver does not verify that etcd is the cluster's own: `--etcd-cafile` is not set"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD024",
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
#     ^^^^^^^^^^^^^^ NOD024: kube-apiserver does not verify that etcd is the cluster's own: `--etcd-cafile` is not set
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
    - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
",
        );
    }
}
