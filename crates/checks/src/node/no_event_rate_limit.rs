//! ## What it does
//! Finds API servers without the admission plugin EventRateLimit.
//!
//! ## Why is this bad
//! One workload that fails in a loop, or means to, can fill etcd with events.
//!
//! ## Fix safety
//! There is no fix: the plugin does not start without a configuration of its limits.
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
//!     - --enable-admission-plugins=NodeRestriction,EventRateLimit
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD010",
        name: "no-event-rate-limit",
        title: "No limit on events",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.9")],
        peers: &[checkov("CKV_K8S_78"), kubescape("C-0121"), trivy("KCV-0010")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    if settings.runs_admission_plugin("EventRateLimit") != Some(false) {
        return;
    }
    let Some(enabled) = settings.get("enable-admission-plugins") else { return };
    sink.setting(settings, "enable-admission-plugins", &enabled).say(message!(
        "kube-apiserver takes events without limit: the admission plugin EventRateLimit is off"
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD010",
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
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD010: kube-apiserver takes events without limit: the admission plugin EventRateLimit is off
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
    - --enable-admission-plugins=NodeRestriction,EventRateLimit
",
        );
    }
}
