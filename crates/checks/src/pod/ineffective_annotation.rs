//! ## What it does
//! Finds annotations of pods that were the beginnings of fields and mean nothing since Kubernetes 1.27 or earlier:
//! those of seccomp, of sysctls, and `critical-pod`. Where the field is set as well, nothing is said.
//!
//! ## Why is this bad
//! The manifest reads as if the pod were confined, and it is not.
//!
//! ## Fix safety
//! There is no fix: setting the field makes hold what did not hold before.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}}
//! spec:
//!   securityContext:
//!     seccompProfile: {type: RuntimeDefault}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD041",
        name: "ineffective-annotation",
        title: "Annotation that Kubernetes no longer reads",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

const SECCOMP_POD: &str = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER: &str = "container.seccomp.security.alpha.kubernetes.io/";
const SYSCTLS: [&str; 2] =
    ["security.alpha.kubernetes.io/sysctls", "security.alpha.kubernetes.io/unsafe-sysctls"];

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for entry in pod.annotations().into_iter().flat_map(Node::entries) {
        let name = entry.name();
        let field = match &*name {
            SECCOMP_POD => "securityContext.seccompProfile",
            name if name.starts_with(SECCOMP_CONTAINER) => "securityContext.seccompProfile",
            name if SYSCTLS.contains(&name) => "securityContext.sysctls",
            "scheduler.alpha.kubernetes.io/critical-pod" => "priorityClassName",
            _ => continue,
        };
        if has_successor(pod, field) {
            continue;
        }
        sink.at(entry.key).say(message!(
            "nobody reads the annotation `{}` any more; the field is `{}`",
            name,
            field
        ));
    }
}

/// Whether the field that took the annotation's place is there: then the annotation is for old clusters.
fn has_successor(pod: PodView<'_>, field: &str) -> bool {
    let path: Vec<&str> = field.split('.').collect();
    let set = |node: Node<'_>| node.path(&path).is_some_and(|value| !value.is_null());
    set(pod.spec()) || pod.containers().any(|container| set(container.node()))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn whose_field_is_not_set() {
        check(
            "POD041",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    metadata:
      annotations:
        seccomp.security.alpha.kubernetes.io/pod: runtime/default
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD041: nobody reads the annotation `seccomp.security.alpha.kubernetes.io/pod` any more; the field is `securityContext.seccompProfile`
        scheduler.alpha.kubernetes.io/critical-pod: ""
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ POD041: nobody reads the annotation `scheduler.alpha.kubernetes.io/critical-pod` any more; the field is `priorityClassName`
        example.com/other: x
    spec: {containers: [{name: api}]}
"#,
        );
    }
}
