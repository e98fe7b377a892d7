//! ## What it does
//! Finds rules of Roles and ClusterRoles with the verbs `escalate` or `bind` on roles.
//!
//! ## Why is this bad
//! Kubernetes lets nobody grant rights that they do not hold. These two verbs lift that limit: who holds one of them makes
//! themselves whatever they like in its scope.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [bind]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        in_namespaces("rbac.authorization.k8s.io", "roles", &["escalate", "bind"]),
        in_namespaces("rbac.authorization.k8s.io", "clusterroles", &["escalate", "bind"])
            .also_named(&["cluster-admin"]),
    ],
    phrase: "lifts the limit on roles",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA007",
        name: "escalate-or-bind",
        title: "Role that lifts the limit on roles",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.8"), mitre("T1098")],
        peers: &[
            checkov("CKV2_K8S_1"),
            checkov("CKV_K8S_157"),
            checkov("CKV_K8S_158"),
            kubescape("C-0191"),
            rbac_police("bind_roles"),
            rbac_police("escalate_roles"),
            rbac_tool("Identify Privileges Escalators - via bind or escalate"),
            trivy("KSV-0050"),
            trivy("KSV-0051"),
            trivy("KSV-0052"),
            trivy("KSV-0055"),
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
            "{} `{}` may escalate or bind {}: whoever holds it takes any right in its scope",
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
    fn both_verbs() {
        check(
            "RBA007",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [create, escalate]}
#                                                      ^^^^^ RBA007: Role `reader` may escalate or bind roles: whoever holds it takes any right in its scope
- {apiGroups: [rbac.authorization.k8s.io], resources: [rolebindings], verbs: [create]}
",
        );
    }
}
