//! ## What it does
//! Finds API servers without `--etcd-certfile` or without `--etcd-keyfile`.
//!
//! ## Why is this bad
//! etcd then has to let in everybody who reaches it, and what etcd holds is the whole cluster, Secrets and rights
//! included.
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
//!     - --etcd-servers=https://10.0.0.4:2379
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
//!     - --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
//!     - --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD023",
        name: "no-etcd-client-certificate",
        title: "API server has no certificate for etcd",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.23")],
        peers: &[checkov("CKV_K8S_99"), kubescape("C-0137"), trivy("KCV-0026")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    for flag in ["etcd-certfile", "etcd-keyfile"] {
        let Some(file) = settings.get(flag) else { return };
        if file.is_empty() {
            sink.setting(settings, flag, &file)
                .say(message!("kube-apiserver has no client certificate for etcd: `--{}` is not set", flag));
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
            "NOD023",
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
#     ^^^^^^^^^^^^^^ NOD023: kube-apiserver has no client certificate for etcd: `--etcd-certfile` is not set
    - --etcd-servers=https://10.0.0.4:2379
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
    - --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
    - --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
",
        );
    }
}
