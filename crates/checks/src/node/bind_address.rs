//! ## What it does
//! Finds controller managers and schedulers whose `--bind-address` is not a loopback address. Without the flag they
//! listen on all addresses.
//!
//! ## Why is this bad
//! Their metrics and profiles need nobody outside the node; on all addresses whoever reaches the node can try. Tools
//! that take an absent flag for a safe one miss it: the default is all addresses.
//!
//! ## Fix safety
//! Breaking: what collects their metrics from outside no longer reaches them.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-scheduler, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-scheduler
//!     image: registry.k8s.io/kube-scheduler:v1.37.1
//!     command:
//!     - kube-scheduler
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//!     - --bind-address=0.0.0.0
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubeadm.k8s.io/v1beta3
//! kind: ClusterConfiguration
//! scheduler:
//!   extraArgs:
//!     bind-address: 0.0.0.0
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-scheduler, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-scheduler
//!     image: registry.k8s.io/kube-scheduler:v1.37.1
//!     command:
//!     - kube-scheduler
//!     - --bind-address=127.0.0.1
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-scheduler, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-scheduler
//!     image: registry.k8s.io/kube-scheduler:v1.37.1
//!     command:
//!     - kube-scheduler
//!     - --bind-address=::1
//! ```

use crate::loopback::is_loopback;
use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD037",
        name: "control-plane-listens-everywhere",
        title: "Controller manager or scheduler listens on all addresses",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.3.7"), cis("1.4.2")],
        peers: &[
            checkov("CKV_K8S_113"),
            checkov("CKV_K8S_115"),
            kubescape("C-0150"),
            kubescape("C-0152"),
            trivy("KCV-0039"),
            trivy("KCV-0041"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ControllerManager, Component::Scheduler], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(address) = settings.get("bind-address") else { return };
    let closed = settings.get("secure-port").is_some_and(|port| port.integer() == Some(0));
    if is_loopback(address.text()) || closed {
        return;
    }
    sink.setting(settings, "bind-address", &address)
        .say(message!("{} listens on {}{}", settings.component.name(), address.text(), by_default(&address)))
        .fix("set --bind-address=127.0.0.1", give(settings, "bind-address", &address, "127.0.0.1"));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD037",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-scheduler, namespace: kube-system}
spec:
  containers:
  - name: kube-scheduler
    image: registry.k8s.io/kube-scheduler:v1.37.1
    command:
    - kube-scheduler
#     ^^^^^^^^^^^^^^ NOD037: kube-scheduler listens on 0.0.0.0 by default
---
apiVersion: v1
kind: Pod
metadata: {name: kube-scheduler, namespace: kube-system}
spec:
  containers:
  - name: kube-scheduler
    image: registry.k8s.io/kube-scheduler:v1.37.1
    command:
    - kube-scheduler
    - --bind-address=127.0.0.1
",
        );
    }
}
