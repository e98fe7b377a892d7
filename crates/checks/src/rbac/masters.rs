//! ## What it does
//! Finds bindings to the group `system:masters`, except that of Kubernetes itself, `cluster-admin`.
//!
//! ## Why is this bad
//! The group may do everything past RBAC: the binding adds nothing, and it makes people believe that removing it takes the
//! rights away. They end when the certificate does.
//!
//! ## Fix safety
//! There is no fix: bind a group of your own.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
//! subjects:
//! - {kind: Group, name: "system:masters", apiGroup: rbac.authorization.k8s.io}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: cluster-admin}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
//! subjects:
//! - {kind: Group, name: "system:masters", apiGroup: rbac.authorization.k8s.io}
//! ```

use finding::Message;
use finding::{Rule, Severity};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::grant::{BINDINGS, subjects};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA016",
        name: "masters-binding",
        title: "Binding to system:masters",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.7")],
        peers: &[kubescape("C-0246"), trivy("KSV-0123")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    if binding.name() == "cluster-admin" && binding.kind() == "ClusterRoleBinding" {
        return;
    }
    for subject in subjects(binding) {
        if subject.kind == "Group" && subject.name == "system:masters" {
            sink.at(subject.node).say(Message::fixed(
                "system:masters may do everything past RBAC: a binding neither adds to that nor can it take it away",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_group() {
        check(
            "RBA016",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit}
subjects:
- {kind: Group, name: "system:masters", apiGroup: rbac.authorization.k8s.io}
#                     ^^^^^^^^^^^^^^^^ RBA016: system:masters may do everything past RBAC: a binding neither adds to that nor can it take it away
"#,
        );
    }
}
