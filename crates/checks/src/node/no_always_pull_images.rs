//! ## What it does
//! Finds API servers without the admission plugin AlwaysPullImages.
//!
//! ## Why is this bad
//! A Pod may use an image that another namespace's Pod pulled with credentials it does not have. Since 1.35 the kubelet
//! can verify credentials itself (`imagePullCredentialsVerificationPolicy`).
//!
//! ## Fix safety
//! Breaking: no Pod starts while the registry is not reachable.
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
//!     - --enable-admission-plugins=NodeRestriction
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubeadm.k8s.io/v1beta4
//! kind: ClusterConfiguration
//! kubernetesVersion: v1.37.1
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
//!     - --enable-admission-plugins=NodeRestriction,AlwaysPullImages
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
        id: "NOD012",
        name: "no-always-pull-images",
        title: "Images are shared between tenants",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.11")],
        peers: &[checkov("CKV_K8S_80"), kubescape("C-0123"), trivy("KCV-0012")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if settings.runs_admission_plugin("AlwaysPullImages") != Some(false) {
        return;
    }
    let Some(enabled) = settings.get("enable-admission-plugins") else { return };
    let said = sink.setting(settings, "enable-admission-plugins", &enabled)
        .say(message!("Pods may use images that others pulled with their credentials: the admission plugin AlwaysPullImages is off"));
    let with: Vec<&str> = enabled.items().chain(std::iter::once("AlwaysPullImages")).collect();
    said.fix(
        "enable AlwaysPullImages",
        give(settings, "enable-admission-plugins", &enabled, &with.join(",")),
    );
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD012",
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
    - --enable-admission-plugins=NodeRestriction
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD012: Pods may use images that others pulled with their credentials: the admission plugin AlwaysPullImages is off
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
    - --enable-admission-plugins=NodeRestriction,AlwaysPullImages
",
        );
    }
}
