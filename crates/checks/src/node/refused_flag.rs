//! ## What it does
//! Finds flags that a component of the cluster does not have in its version (that of its image, else the one to judge
//! by), values that are none of the flag's type, and words that are no flags at all (`--profiling false`). Versions of
//! which the flags are not known are left alone.
//!
//! ## Why is this bad
//! The component refuses to start, and a control plane that restarts with such a manifest is gone. Flags that were
//! removed often promised protection (`--insecure-port=0`, `--kubelet-https`), which whoever reads the manifest still
//! believes in.
//!
//! ## Fix safety
//! Breaking: the flag is removed; what it was meant to do has to be done another way. A value of the wrong type has no
//! fix.
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
//!     - --insecure-port=0
//!     - --profiling=maybe
//! ```
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
//!     - --kubelet-https=true
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubeadm.k8s.io/v1beta4
//! kind: ClusterConfiguration
//! apiServer:
//!   extraArgs:
//!   - name: profiling
//!     value: "false"
//!   - name: basic-auth-file
//!     value: /etc/users.csv
//! ```
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
//!     - --profiling
//!     - "false"
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

use component::{Component, Settings, Why};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::removed;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD003",
        name: "refused-flag",
        title: "Flag for which a component does not start",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[
            checkov("CKV_K8S_69"),
            checkov("CKV_K8S_71"),
            checkov("CKV_K8S_86"),
            checkov("CKV_K8S_88"),
            kubescape("C-0005"),
            trivy("KCV-0004"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(
        &[
            Component::ApiServer,
            Component::ControllerManager,
            Component::Scheduler,
            Component::Etcd,
            Component::Kubelet,
            Component::Proxy,
        ],
        judge,
    ),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let component = settings.component.name();
    for refusal in settings.refused() {
        let flag = &refusal.flag;
        match &refusal.why {
            Why::NoSuchFlag => {
                let written =
                    settings.all_given().iter().find(|given| given.written.node().id() == refusal.node.id());
                let said = sink.at(refusal.node).say(message!(
                    "{} {} has no flag `{}`, so it does not start",
                    component,
                    settings.version,
                    flag
                ));
                if let Some(given) = written {
                    said.fix(format!("remove {flag}"), removed(given.written));
                }
            }
            Why::Value(value, expected) => {
                sink.at(refusal.node).say(message!(
                    "`{}` of {} should be {}, not `{}`, so it does not start",
                    flag,
                    component,
                    expected,
                    value
                ));
            }
            Why::NoFlag => {
                sink.at(refusal.node).say(message!(
                    "`{}` is no flag of {}, so it does not start: the value of a boolean stands behind `=`",
                    flag,
                    component
                ));
            }
            Why::NoValue => {
                sink.at(refusal.node).say(message!(
                    "`{}` of {} has no value, so it does not start",
                    flag,
                    component
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD003",
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
    - --insecure-port=0
#     ^^^^^^^^^^^^^^^^^ NOD003: kube-apiserver v1.37 has no flag `--insecure-port`, so it does not start
    - --profiling=maybe
#     ^^^^^^^^^^^^^^^^^ NOD003: `--profiling` of kube-apiserver should be true or false, not `maybe`, so it does not start
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
---
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.19.3
    command:
    - kube-apiserver
    - --insecure-port=0
",
        );
    }
}
