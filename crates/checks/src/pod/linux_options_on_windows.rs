//! ## What it does
//! Finds options of Linux in pods with `os.name: windows`: users and groups by number, capabilities, seccomp, SELinux,
//! AppArmor, sysctls, namespaces of the node.
//!
//! ## Why is this bad
//! The API server refuses the Pod.
//!
//! ## Fix safety
//! Safe: with the option there is no Pod at all.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   os: {name: windows}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       runAsUser: 1000
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   os: {name: windows}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       runAsNonRoot: true
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use model::PodView;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD042",
        name: "linux-options-on-windows",
        title: "Option of Linux in a pod of Windows",
        severity: Severity::Medium,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

/// Fields of a PodSpec and of securityContexts that the API server refuses with `os.name: windows` (`validateWindows`).
const POD: [&str; 4] = ["hostPID", "hostIPC", "hostUsers", "shareProcessNamespace"];
const POD_CONTEXT: [&str; 10] = [
    "appArmorProfile",
    "fsGroup",
    "fsGroupChangePolicy",
    "runAsGroup",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
    "supplementalGroups",
    "supplementalGroupsPolicy",
    "sysctls",
];
const CONTAINER_CONTEXT: [&str; 10] = [
    "allowPrivilegeEscalation",
    "appArmorProfile",
    "capabilities",
    "privileged",
    "procMount",
    "readOnlyRootFilesystem",
    "runAsGroup",
    "runAsUser",
    "seLinuxOptions",
    "seccompProfile",
];

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    if !pod.is_windows() {
        return;
    }
    refused(pod.spec(), &POD, sink);
    if let Some(context) = pod.security_context() {
        refused(context, &POD_CONTEXT, sink);
    }
    for context in pod.containers().filter_map(|container| container.security_context()) {
        refused(context, &CONTAINER_CONTEXT, sink);
    }
}

fn refused<'a>(mapping: Node<'a>, fields: &[&str], sink: &mut Sink<'a>) {
    for field in fields {
        let Some(node) = mapping.get(field).filter(|node| !node.is_null()) else { continue };
        sink.at(node)
            .say(message!("a pod of Windows may not have `{}`: the API server refuses it", field))
            .fix(format!("remove {field}"), [Change::Remove(node)]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_in_pods_of_windows() {
        check(
            "POD042",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  os: {name: windows}
  securityContext: {fsGroup: 1}
#                            ^ POD042: a pod of Windows may not have `fsGroup`: the API server refuses it
  containers:
  - {name: api, securityContext: {runAsNonRoot: true, capabilities: {drop: [ALL]}}}
#                                                                   ^^^^^^^^^^^^^ POD042: a pod of Windows may not have `capabilities`: the API server refuses it
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec:
  securityContext: {fsGroup: 1}
  containers: [{name: api}]
",
        );
    }
}
