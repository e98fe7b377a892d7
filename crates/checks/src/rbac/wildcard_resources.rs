//! ## What it does
//! Finds rules of Roles and ClusterRoles with `*` for resources and certain verbs.
//!
//! ## Why is this bad
//! `*` covers Secrets and subresources such as `pods/exec`, and every resource that is added later: reading all of a group is
//! reading its credentials.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: ["*"], verbs: [get]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [pods, services], verbs: [get]}
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
        id: "RBA003",
        name: "wildcard-resources",
        title: "Role that grants all resources",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.3")],
        peers: &[
            checkov("CKV_K8S_49"),
            kube_linter("wildcard-in-rules"),
            kubescape("C-0187"),
            trivy("KSV-0046"),
            trivy("KSV-0112"),
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
        if let (false, Some(node)) = (group.is_some() && verb.is_some(), resource) {
            sink.at(node).say(message!(
                "{} `{}` grants all resources of its groups, Secrets and subresources among them",
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
    fn certain_verbs() {
        check(
            "RBA003",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
- {apiGroups: [""], resources: [pods], verbs: ["*"]}
- {apiGroups: [""], resources: ["*"], verbs: [get]}
#                               ^^^ RBA003: ClusterRole `reader` grants all resources of its groups, Secrets and subresources among them
"#,
        );
    }
}
