//! ## What it does
//! Finds rules of Roles and ClusterRoles with the verb `impersonate` on users, groups or ServiceAccounts.
//!
//! ## Why is this bad
//! Who impersonates has every right of whom they name; with groups that is `system:masters`, which nothing limits. The API
//! server's log names the other first.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [users, groups], verbs: [impersonate]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [serviceaccounts], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::grant::{ROLES, Right, rules};
use crate::sink::Sink;

const RIGHTS_FOUND: &[Right] = &[
    Right { group: "", resource: "users", verbs: &["impersonate"] },
    Right { group: "", resource: "groups", verbs: &["impersonate"] },
    Right { group: "", resource: "serviceaccounts", verbs: &["impersonate"] },
    Right { group: "authentication.k8s.io", resource: "uids", verbs: &["impersonate"] },
    Right { group: "authentication.k8s.io", resource: "userextras", verbs: &["impersonate"] },
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA008",
        name: "impersonation",
        title: "Role that acts as others",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.8")],
        peers: &[
            checkov("CKV2_K8S_3"),
            krane("risky-any-resource-impersonate"),
            krane("risky-impersonate-privileged-groups"),
            kubescape("C-0065"),
            kubescape("C-0191"),
            kubiscan("risky-any-resource-impersonate"),
            kubiscan("risky-impersonate-groups"),
            rbac_police("impersonate"),
            rbac_tool("Identify Privileges Escalators - via impersonate"),
            trivy("KSV-0043"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(role) {
        if let Some((right, node)) = rule.grants_any(RIGHTS_FOUND) {
            sink.at(node).say(message!(
                "{} `{}` may impersonate {}: whoever holds it has their rights",
                role.kind(),
                role.name(),
                right.resource
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn each_kind() {
        check(
            "RBA008",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate]}
#                               ^^^^^^^^^^^^^^^ RBA008: Role `reader` may impersonate serviceaccounts: whoever holds it has their rights
"#,
        );
    }
}
