//! ## What it does
//! Finds rules of Roles and ClusterRoles with `*` for verbs on certain resources.
//!
//! ## Why is this bad
//! `*` is more than reading and writing: it is `deletecollection`, and for some resources `escalate`, `bind`, `impersonate`,
//! `approve` and `sign`.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [pods], verbs: ["*"]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [pods], verbs: [get, list]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::grant::{ROLES, rules};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA002",
        name: "wildcard-verbs",
        title: "Role that grants all verbs",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.3")],
        peers: &[
            checkov("CKV_K8S_49"),
            kube_linter("wildcard-in-rules"),
            kubescape("C-0187"),
            trivy("KSV-0045"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(role) {
        let (group, resource, verb) =
            (rule.wildcard("apiGroups"), rule.wildcard("resources"), rule.wildcard("verbs"));
        if let (false, Some(node)) = (group.is_some() && resource.is_some(), verb) {
            sink.at(node).say(message!(
                "{} `{}` grants every verb there is, deleting in bulk and those that lift limits among them",
                role.kind(),
                role.name()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn certain_resources() {
        check(
            "RBA002",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
- {apiGroups: [""], resources: [pods], verbs: ["*"]}
#                                              ^^^ RBA002: ClusterRole `reader` grants every verb there is, deleting in bulk and those that lift limits among them
- {apiGroups: [""], resources: ["*"], verbs: [get]}
"#,
        );
    }
}
