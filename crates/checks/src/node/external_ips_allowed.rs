//! ## What it does
//! Finds API servers without the admission plugin DenyServiceExternalIPs.
//!
//! ## Why is this bad
//! Whoever may write a Service may then draw the traffic of the cluster's nodes to any address into their own Pods by
//! `externalIPs` (CVE-2020-8554, which no release mends). NET checks find Services that do.
//!
//! ## Fix safety
//! Breaking: Services with new `externalIPs` are refused.
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
//!     - --enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs
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
        id: "NOD015",
        name: "external-ips-allowed",
        title: "Services may take over addresses",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.3")],
        peers: &[kubescape("C-0283")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if settings.runs_admission_plugin("DenyServiceExternalIPs") != Some(false) {
        return;
    }
    let Some(enabled) = settings.get("enable-admission-plugins") else { return };
    let said = sink.setting(settings, "enable-admission-plugins", &enabled)
        .say(message!("who may write a Service may draw traffic to any address: the admission plugin DenyServiceExternalIPs is off"));
    let with: Vec<&str> = enabled.items().chain(std::iter::once("DenyServiceExternalIPs")).collect();
    said.fix(
        "enable DenyServiceExternalIPs",
        give(settings, "enable-admission-plugins", &enabled, &with.join(",")),
    );
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD015",
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
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD015: who may write a Service may draw traffic to any address: the admission plugin DenyServiceExternalIPs is off
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
    - --enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs
",
        );
    }
}
