//! ## What it does
//! Finds rules of Roles and ClusterRoles with `*` for resources and certain verbs. What that grants is judged as the API server
//! would: where nothing of it is dangerous the severity is low.
//!
//! ## Why is this bad
//! `*` covers subresources such as `pods/exec` and every resource that is added later; in the core group it covers Secrets, and
//! reading all of that group is reading its credentials. Custom resources hold none of these.
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

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::grant::{has_only_custom_groups, wildcard};
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

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
            krane("risky-any-resource-create"),
            krane("risky-any-resource-delete"),
            krane("risky-any-resource-deletecollection"),
            krane("risky-any-resource-get"),
            krane("risky-any-resource-list"),
            kube_linter("wildcard-in-rules"),
            kubescape("C-0187"),
            kubiscan("risky-any-resource-create"),
            kubiscan("risky-any-resource-delete"),
            kubiscan("risky-any-resource-get"),
            kubiscan("risky-any-resource-list"),
            trivy("KSV-0046"),
            trivy("KSV-0112"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let open = |rule: &authz::Rule| rule.has_all_resources() && !rule.is_everything();
    for written in rights.written().filter(|written| open(written.rule)) {
        let Some(node) = wildcard(written.node, "resources") else { continue };
        let at = sinks.of(written.role).at(node);
        if !written.powers.is_empty() {
            at.say(message!(
                "{} `{}` grants all resources of its groups: whoever holds it {}",
                written.role.kind(),
                written.role.name(),
                rights.phrases(written.powers)
            ));
            continue;
        }
        let said = at.say(message!(
            "{} `{}` grants all resources of its groups, those to come among them",
            written.role.kind(),
            written.role.name()
        ));
        if has_only_custom_groups(written.node) {
            said.at_most(Severity::Info, "only custom resources");
        } else {
            said.at_most(Severity::Low, "none of what is there today is dangerous");
        }
    }
}

#[cfg(test)]
mod tests {
    use finding::Severity;

    use crate::fixture::{check, severities};

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
#                               ^^^ RBA003: ClusterRole `reader` grants all resources of its groups: whoever holds it reads Secrets, runs commands in Pods and talks to kubelets
- {apiGroups: [apps], resources: ["*"], verbs: [get]}
#                                 ^^^ RBA003: ClusterRole `reader` grants all resources of its groups, those to come among them
"#,
        );
    }

    #[test]
    fn what_is_among_them() {
        let role = |groups: &str| {
            format!(
                "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{name: a}}\nrules:\n- {{apiGroups: [{groups}], resources: ['*'], verbs: [get]}}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {{name: a}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: a}}\nsubjects: []\n"
            )
        };
        assert_eq!(severities("RBA003", &role("''")), [Severity::High]);
        assert_eq!(severities("RBA003", &role("apps")), [Severity::Low]);
        assert_eq!(severities("RBA003", &role("security.istio.io")), [Severity::Info]);
    }
}
