//! ## What it does
//! Finds subjects of bindings that apply to nobody: ServiceAccounts without a namespace in a ClusterRoleBinding, and kinds other than
//! User, Group and ServiceAccount.
//!
//! ## Why is this bad
//! The API server refuses the binding, and whoever was meant has no rights.
//!
//! ## Fix safety
//! There is no fix: only a person knows who is meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: deployer}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: deployer, namespace: ci}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::rbac::grant::BINDINGS;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA037",
        name: "subject-nobody",
        title: "Subject that is nobody",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    for subject in items(binding.root(), "subjects") {
        let kind = text(subject, "kind");
        match &*kind {
            "User" | "Group" => {}
            "ServiceAccount" => {
                let homeless = text(subject, "namespace").is_empty();
                if homeless && binding.kind() == "ClusterRoleBinding" {
                    sink.absent(subject, "namespace").say(message!(
                        "a ClusterRoleBinding has no namespace to take ServiceAccount `{}` from: the API server refuses it",
                        text(subject, "name")
                    ));
                }
            }
            _ => {
                let at = match subject.get("kind") {
                    Some(node) => sink.at(node),
                    None => sink.absent(subject, "kind"),
                };
                at.say(message!("`{}` is no kind of subject: expected User, Group or ServiceAccount", kind));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn kinds_and_namespaces() {
        check(
            "RBA037",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: ServiceAccount, name: deployer}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA037: a ClusterRoleBinding has no namespace to take ServiceAccount `deployer` from: the API server refuses it
- {kind: serviceaccount, name: deployer, namespace: ci}
#        ^^^^^^^^^^^^^^ RBA037: `serviceaccount` is no kind of subject: expected User, Group or ServiceAccount
- {kind: User, name: ada}
",
        );
    }
}
