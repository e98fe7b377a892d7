//! ## What it does
//! Finds kubelets with `--hostname-override`.
//!
//! ## Why is this bad
//! The name of the node in certificates, logs and the cluster then differs from what the machine calls itself, and what
//! is looked up by one is not found by the other. Some clouds ask for it.
//!
//! ## Fix safety
//! There is no fix: a node changes its name only by being joined anew.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kubelet, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kubelet
//!     image: registry.k8s.io/kubelet:v1.37.1
//!     command:
//!     - kubelet
//!     - --config=/var/lib/kubelet/config.yaml
//!     - --hostname-override=node-1
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kubelet, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kubelet
//!     image: registry.k8s.io/kubelet:v1.37.1
//!     command:
//!     - kubelet
//!     - --config=/var/lib/kubelet/config.yaml
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD056",
        name: "kubelet-hostname-override",
        title: "Kubelet takes another name",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[cis("4.2.7")],
        peers: &[checkov("CKV_K8S_146"), kubescape("C-0179"), trivy("KCV-0086")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if !settings.is_given("hostname-override") {
        return;
    }
    let Some(name) = settings.get("hostname-override") else { return };
    if !name.is_empty() {
        sink.setting(settings, "hostname-override", &name)
            .say(message!("the kubelet takes the name `{}` instead of its machine's", name.text()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD056",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kubelet, namespace: kube-system}
spec:
  containers:
  - name: kubelet
    image: registry.k8s.io/kubelet:v1.37.1
    command:
    - kubelet
    - --config=/var/lib/kubelet/config.yaml
    - --hostname-override=node-1
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD056: the kubelet takes the name `node-1` instead of its machine's
---
apiVersion: v1
kind: Pod
metadata: {name: kubelet, namespace: kube-system}
spec:
  containers:
  - name: kubelet
    image: registry.k8s.io/kubelet:v1.37.1
    command:
    - kubelet
    - --config=/var/lib/kubelet/config.yaml
",
        );
    }
}
