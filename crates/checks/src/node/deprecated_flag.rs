//! ## What it does
//! Finds flags of which a component of the control plane warns that they go. The kubelet is left out: nearly all its
//! flags have moved into its configuration file.
//!
//! ## Why is this bad
//! With the release that removes the flag the component no longer starts.
//!
//! ## Fix safety
//! There is no fix: what takes its place differs from flag to flag. The component's help says it.
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
//!     - --kubelet-port=10250
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
//!     - --profiling=false
//! ```

use component::{Component, Settings};
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD004",
        name: "deprecated-flag",
        title: "Deprecated flag of a component",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(
        &[Component::ApiServer, Component::ControllerManager, Component::Scheduler, Component::Proxy],
        judge,
    ),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    for given in settings.all_given() {
        let known = component::flag(settings.component, &given.name, settings.version);
        if known.is_some_and(|flag| flag.is_deprecated()) {
            sink.at(given.written.node()).say(message!(
                "`--{}` of {} is deprecated",
                given.name,
                settings.component.name()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD004",
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
    - --kubelet-port=10250
#     ^^^^^^^^^^^^^^^^^^^^ NOD004: `--kubelet-port` of kube-apiserver is deprecated
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
    - --profiling=false
",
        );
    }
}
