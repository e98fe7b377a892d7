//! ## What it does
//! Finds API servers that switch off (`--disable-admission-plugins`) an admission plugin that is on by default, such as
//! ServiceAccount, NamespaceLifecycle, PodSecurity or ResourceQuota.
//!
//! ## Why is this bad
//! The plugins that are on by default are those that a cluster rests on. Without PodSecurity the levels of namespaces
//! have no effect, without ServiceAccount Pods run without an identity of their own, without NamespaceLifecycle objects
//! are made in namespaces that do not exist, without the webhooks' plugins no policy engine is asked.
//!
//! ## Fix safety
//! Breaking: the plugin refuses again what it refuses.
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
//!     - --disable-admission-plugins=ServiceAccount,PodSecurity
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
//!     - --disable-admission-plugins=AlwaysPullImages
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
        id: "NOD013",
        name: "disabled-admission-plugin",
        title: "Admission plugin is switched off",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.12"), cis("1.2.13")],
        peers: &[
            checkov("CKV_K8S_82"),
            checkov("CKV_K8S_83"),
            kubescape("C-0125"),
            kubescape("C-0126"),
            trivy("KCV-0014"),
            trivy("KCV-0015"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(disabled) = settings.get("disable-admission-plugins") else { return };
    let by_default: Vec<&str> = component::admission_plugins(settings.version)
        .filter(|plugin| plugin.is_default())
        .map(|plugin| plugin.name())
        .filter(|plugin| disabled.has(plugin) && settings.runs_admission_plugin(plugin) == Some(false))
        .collect();
    if by_default.is_empty() {
        return;
    }
    let others: Vec<&str> = disabled.items().filter(|plugin| !by_default.contains(plugin)).collect();
    let change = give(settings, "disable-admission-plugins", &disabled, &others.join(","));
    sink.setting(settings, "disable-admission-plugins", &disabled)
        .say(message!("kube-apiserver switches off what it does by default: {}", by_default.join(", ")))
        .fix("switch them on again", change);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD013",
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
    - --disable-admission-plugins=ServiceAccount,PodSecurity
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD013: kube-apiserver switches off what it does by default: PodSecurity, ServiceAccount
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
    - --disable-admission-plugins=AlwaysPullImages
",
        );
    }
}
