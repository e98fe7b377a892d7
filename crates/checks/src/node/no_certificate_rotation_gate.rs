//! ## What it does
//! Finds controller managers and kubelets whose feature gate RotateKubeletServerCertificate is switched off. It is on
//! by default.
//!
//! ## Why is this bad
//! A kubelet that got its serving certificate from the cluster keeps it until it has expired; then logs and `exec` stop
//! working, or nobody verifies it any more.
//!
//! ## Fix safety
//! Breaking: kubelets ask for certificates, which somebody has to approve.
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
//!     - --feature-gates=RotateKubeletServerCertificate=false
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! featureGates:
//!   RotateKubeletServerCertificate: false
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-controller-manager, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-controller-manager
//!     image: registry.k8s.io/kube-controller-manager:v1.37.1
//!     command:
//!     - kube-controller-manager
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! featureGates: {}
//! ```

use component::{Component, Settings, Written};
use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

const GATE: &str = "RotateKubeletServerCertificate";

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD036",
        name: "kubelet-serving-certificates-not-rotated",
        title: "Serving certificates of kubelets are not renewed",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.3.6"), cis("4.2.11")],
        peers: &[
            checkov("CKV_K8S_112"),
            kubescape("C-0149"),
            kubescape("C-0183"),
            trivy("KCV-0038"),
            trivy("KCV-0091"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ControllerManager, Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(gates) = settings.get("feature-gates") else { return };
    if !gates.of_key(GATE).is_some_and(|on| matches!(on, "false" | "False" | "0" | "f" | "F" | "FALSE")) {
        return;
    }
    let said = sink.setting(settings, "feature-gates", &gates).say(message!(
        "{} switches the renewal of kubelets' serving certificates off",
        settings.component.name()
    ));
    let change = match gates.written() {
        Some(Written::Field(field)) => field.get(GATE).map(|gate| Change::Replace(gate, Value::Bool(true))),
        // Given several times, the flag adds up: each has its own share.
        Some(_) if settings.all_given().iter().filter(|given| given.name == "feature-gates").count() == 1 => {
            let on = |pair: &str| pair.split_once('=').is_some_and(|(gate, _)| gate == GATE);
            let others: Vec<&str> = gates.items().filter(|pair| !on(pair)).collect();
            let gate = format!("{GATE}=true");
            let pairs: Vec<&str> = others.into_iter().chain([gate.as_str()]).collect();
            give(settings, "feature-gates", &gates, &pairs.join(","))
        }
        _ => None,
    };
    if let Some(change) = change {
        said.fix("switch it on", [change]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD036",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.37.1
    command:
    - kube-controller-manager
    - --feature-gates=RotateKubeletServerCertificate=false
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD036: kube-controller-manager switches the renewal of kubelets' serving certificates off
---
apiVersion: v1
kind: Pod
metadata: {name: kube-controller-manager, namespace: kube-system}
spec:
  containers:
  - name: kube-controller-manager
    image: registry.k8s.io/kube-controller-manager:v1.37.1
    command:
    - kube-controller-manager
",
        );
    }
}
