//! ## What it does
//! Finds API servers that enable the admission plugin AlwaysAdmit.
//!
//! ## Why is this bad
//! It does nothing: the other plugins still decide. Whoever enabled it believed that it switches admission off, or that
//! something needs it; both are wrong, and it goes with a release to come.
//!
//! ## Fix safety
//! Safe: the plugin refuses nothing and changes nothing.
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
//!     - --enable-admission-plugins=NodeRestriction,AlwaysAdmit
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
        id: "NOD011",
        name: "always-admit-plugin",
        title: "Admission plugin AlwaysAdmit",
        severity: Severity::Low,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[cis("1.2.10")],
        peers: &[checkov("CKV_K8S_79"), kubescape("C-0122"), trivy("KCV-0011")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(enabled) = settings.get("enable-admission-plugins") else { return };
    if enabled.has("AlwaysAdmit") {
        let others: Vec<&str> = enabled.items().filter(|plugin| *plugin != "AlwaysAdmit").collect();
        let change = give(settings, "enable-admission-plugins", &enabled, &others.join(","));
        sink.setting(settings, "enable-admission-plugins", &enabled)
            .say(message!(
                "kube-apiserver enables the admission plugin AlwaysAdmit, which does nothing and goes"
            ))
            .fix("enable it no longer", change);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD011",
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
    - --enable-admission-plugins=NodeRestriction,AlwaysAdmit
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD011: kube-apiserver enables the admission plugin AlwaysAdmit, which does nothing and goes
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
