//! ## What it does
//! Finds API servers without the admission plugin NodeRestriction.
//!
//! ## Why is this bad
//! A kubelet may then write every Node and every Pod that its role allows, not only its own: one node that is taken
//! over labels itself to draw the Pods of others, with their Secrets.
//!
//! ## Fix safety
//! Breaking: kubelets that set labels of `node-restriction.kubernetes.io/` or write other Nodes are refused.
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
//!     - --enable-admission-plugins=EventRateLimit
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
//!     - --enable-admission-plugins=NodeRestriction
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
        id: "NOD014",
        name: "no-node-restriction",
        title: "Kubelets may change other nodes",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.14")],
        peers: &[checkov("CKV_K8S_85"), kubescape("C-0127"), trivy("KCV-0016")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if settings.runs_admission_plugin("NodeRestriction") != Some(false) {
        return;
    }
    let Some(enabled) = settings.get("enable-admission-plugins") else { return };
    let said = sink.setting(settings, "enable-admission-plugins", &enabled).say(message!(
        "a kubelet may change other nodes and their Pods: the admission plugin NodeRestriction is off"
    ));
    let with: Vec<&str> = enabled.items().chain(std::iter::once("NodeRestriction")).collect();
    said.fix("enable NodeRestriction", give(settings, "enable-admission-plugins", &enabled, &with.join(",")));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD014",
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
    - --enable-admission-plugins=EventRateLimit
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD014: a kubelet may change other nodes and their Pods: the admission plugin NodeRestriction is off
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
    - --enable-admission-plugins=NodeRestriction
",
        );
    }
}
