//! ## What it does
//! Finds API servers without `--encryption-provider-config`. What such a file says is judged by NOD028.
//!
//! ## Why is this bad
//! Every Secret stands in etcd as plain text: on its disk, in its backups, and in what is left of both.
//!
//! ## Fix safety
//! There is no fix: keys have to be made, and Secrets written again.
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
//!     - --encryption-provider-config=/etc/kubernetes/encryption.yaml
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD027",
        name: "no-encryption-at-rest",
        title: "Secrets are not encrypted in etcd",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.27")],
        peers: &[kubescape("C-0066"), kubescape("C-0141"), trivy("KCV-0030")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(file) = settings.get("encryption-provider-config") else { return };
    if file.is_empty() {
        sink.setting(settings, "encryption-provider-config", &file).say(message!(
            "kube-apiserver writes Secrets into etcd as plain text: `--encryption-provider-config` is not set"
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD027",
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
#     ^^^^^^^^^^^^^^ NOD027: kube-apiserver writes Secrets into etcd as plain text: `--encryption-provider-config` is not set
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
    - --encryption-provider-config=/etc/kubernetes/encryption.yaml
",
        );
    }
}
