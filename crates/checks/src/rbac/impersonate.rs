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

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        of_the_cluster("", "users", &["impersonate"]),
        of_the_cluster("", "groups", &["impersonate"]).also_named(&["system:masters"]),
        in_namespaces("", "serviceaccounts", &["impersonate"]),
        of_the_cluster("authentication.k8s.io", "users", &["impersonate:user-info"]),
        in_namespaces("authentication.k8s.io", "serviceaccounts", &["impersonate:serviceaccount"]),
        of_the_cluster("authentication.k8s.io", "nodes", &["impersonate:arbitrary-node"]),
    ],
    phrase: "acts as others",
    spares: |_| false,
};

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
            krane("risky-any-verb-groups"),
            krane("risky-any-verb-users"),
            krane("risky-impersonate-privileged-groups"),
            kubescape("C-0065"),
            kubescape("C-0191"),
            kubiscan("risky-any-resource-impersonate"),
            kubiscan("risky-any-verb-groups"),
            kubiscan("risky-any-verb-users"),
            kubiscan("risky-impersonate-groups"),
            rbac_police("impersonate"),
            rbac_tool("Identify Privileges Escalators - via impersonate"),
            trivy("KSV-0043"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` may impersonate {}: whoever holds it has their rights",
            grant.role.kind(),
            grant.role.name(),
            grant.resource
        ),
    );
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
