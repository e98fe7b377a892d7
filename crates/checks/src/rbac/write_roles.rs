//! ## What it does
//! Finds rules of Roles and ClusterRoles that create, change or delete roles or bindings. The API server lets nobody grant more
//! than they hold, unless they may `escalate` or `bind`, which is the matter of `RBA007`.
//!
//! ## Why is this bad
//! Whoever holds it makes their rights last: a binding for another account survives the removal of the first. Together with any
//! greater right that comes later, it spreads.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [get, list]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        in_namespaces("rbac.authorization.k8s.io", "rolebindings", &["create", "update", "patch", "delete"]),
        in_namespaces("rbac.authorization.k8s.io", "roles", &["create", "update", "patch", "delete"]),
        of_the_cluster(
            "rbac.authorization.k8s.io",
            "clusterrolebindings",
            &["create", "update", "patch", "delete"],
        ),
        of_the_cluster("rbac.authorization.k8s.io", "clusterroles", &["create", "update", "patch", "delete"]),
    ],
    phrase: "manages roles and bindings",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA020",
        name: "role-writing",
        title: "Role that manages roles and bindings",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1098")],
        peers: &[
            krane("risky-add-rolebinding"),
            krane("risky-any-verb-clusterrolebindings"),
            krane("risky-any-verb-clusterroles"),
            krane("risky-any-verb-rolebindings"),
            krane("risky-any-verb-roles"),
            krane("risky-create-clusterrolebinding"),
            krane("risky-create-rolebinding-clusterrole"),
            krane("risky-create-rolebinding-role"),
            krane("subjects-with-rbac-management"),
            kubiscan("risky-add-rolebinding"),
            kubiscan("risky-any-verb-clusterrolebindings"),
            kubiscan("risky-any-verb-clusterroles"),
            kubiscan("risky-any-verb-rolebindings"),
            kubiscan("risky-any-verb-roles"),
            kubiscan("risky-create-clusterrolebinding-clusterrole"),
            kubiscan("risky-create-rolebinding-clusterrole"),
            kubiscan("risky-create-rolebinding-role"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(sink, message!(
        "{} `{}` writes {}: whoever holds it hands on every right of their own, and takes those of others",
        grant.role.kind(),
        grant.role.name(),
        grant.resource
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn bad_and_good() {
        check(
            "RBA020",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules:
- {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}
#                                                      ^^^^^^^^^^^^ RBA020: Role `reader` writes rolebindings: whoever holds it hands on every right of their own, and takes those of others
- {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [get, list]}
",
        );
    }
}
