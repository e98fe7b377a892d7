//! ## What it does
//! Finds rules of Roles and ClusterRoles with `*` for groups, resources and verbs at once. Roles that Kubernetes makes itself
//! are left alone.
//!
//! ## Why is this bad
//! Whoever holds it may do everything in its scope, also what later versions and other operators add: it is `cluster-admin` by
//! another name. Bound in every namespace it gives away the cluster.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
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
use crate::context::RIGHTS;
use crate::rbac::grant::wildcard;
use crate::rbac::rights::Rights;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA001",
        name: "role-for-everything",
        title: "Role that grants everything",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.3")],
        peers: &[
            checkov("CKV_K8S_49"),
            krane("subjects-with-open-cluster-wide-access"),
            krane("subjects-with-open-ns-level-access"),
            kube_linter("wildcard-in-rules"),
            kubescape("C-0035"),
            kubescape("C-0187"),
            polaris("rolebindingClusterAdminRole"),
            trivy("KSV-0044"),
            trivy("KSV-0046"),
            trivy("KSV-0112"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    for written in rights.written().filter(|written| written.rule.is_everything()) {
        let Some(node) = wildcard(written.node, "resources") else { continue };
        sinks.of(written.role).at(node).say(message!(
            "{} `{}` grants everything there is and everything to come",
            written.role.kind(),
            written.role.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn all_three() {
        check(
            "RBA001",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: ["*"], resources: ["*"], verbs: ["*"]}
#                                ^^^ RBA001: ClusterRole `reader` grants everything there is and everything to come
- {apiGroups: [""], resources: [pods], verbs: ["*"]}
- {apiGroups: [""], resources: ["*"], verbs: [get]}
"#,
        );
    }
}
