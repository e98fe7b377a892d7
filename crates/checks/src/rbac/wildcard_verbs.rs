//! ## What it does
//! Finds rules of Roles and ClusterRoles with `*` for verbs on certain resources. For custom resources alone, which hold
//! neither credentials nor workloads, it is worth knowing and no more.
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

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::grant::{has_only_custom_groups, wildcard};
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

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
            kubiscan("risky-any-verb"),
            trivy("KSV-0045"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let open = |rule: &authz::Rule| rule.has_all_verbs() && !rule.has_all_resources();
    for written in rights.written().filter(|written| open(written.rule)) {
        let Some(node) = wildcard(written.node, "verbs") else { continue };
        let said = sinks.of(written.role).at(node).say(message!(
            "{} `{}` grants every verb there is, deleting in bulk and those that lift limits among them",
            written.role.kind(),
            written.role.name()
        ));
        if has_only_custom_groups(written.node) {
            said.at_most(Severity::Info, "only for custom resources");
        } else if written.powers.is_empty() {
            said.at_most(Severity::Low, "for none of these resources is any verb dangerous");
        }
    }
}

#[cfg(test)]
mod tests {
    use finding::Severity;

    use crate::fixture::{check, severities};

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

    #[test]
    fn an_operators_own_resources() {
        let role = |groups: &str| {
            format!(
                "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {{name: operator}}\nrules:\n- {{apiGroups: [{groups}], resources: [a, deployments], verbs: ['*']}}\n"
            )
        };
        assert_eq!(severities("RBA002", &role("monitoring.coreos.com")), [Severity::Info]);
        assert_eq!(severities("RBA002", &role("monitoring.coreos.com, apps")), [Severity::Medium]);
        assert_eq!(severities("RBA002", &role("policy.networking.k8s.io")), [Severity::Low]);
    }
}
