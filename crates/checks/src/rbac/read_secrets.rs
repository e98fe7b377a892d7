//! ## What it does
//! Finds rules of Roles and ClusterRoles that read Secrets: `get`, `list` or `watch`. One that is limited to named Secrets by
//! `resourceNames` is left alone: the API server lets it list and watch only these. What `*` grants is said of the `*`.
//!
//! ## Why is this bad
//! Secrets hold the tokens of ServiceAccounts, certificates and passwords: who reads them all is everybody they are for.
//! `list` alone returns them with their content.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [secrets], verbs: [get, list]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [shop-db]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[in_namespaces("", "secrets", &["get", "list", "watch"])],
    phrase: "reads Secrets",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA005",
        name: "secrets-readable",
        title: "Role that reads Secrets",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.2"), mitre("T1552.007")],
        peers: &[
            checkov("CKV2_K8S_5"),
            krane("risky-get-secrets"),
            krane("risky-list-secrets"),
            kube_linter("access-to-secrets"),
            kubescape("C-0015"),
            kubescape("C-0186"),
            kubescape("C-0255"),
            kubiscan("risky-get-secrets"),
            kubiscan("risky-list-secrets"),
            rbac_police("list_secrets"),
            rbac_police("retrieve_token_secrets"),
            rbac_tool("Secret Readers"),
            trivy("KSV-0041"),
            trivy("KSV-0113"),
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
            "{} `{}` reads {}, and with them the identities that they are for",
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
    fn unless_by_name() {
        check(
            "RBA005",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [configmaps, secrets], verbs: [list]}
#                                           ^^^^^^^ RBA005: Role `reader` reads secrets, and with them the identities that they are for
- {apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [db]}
- {apiGroups: [""], resources: [secrets], verbs: [create]}
- {apiGroups: [""], resources: [secrets], verbs: [list, watch], resourceNames: [db]}
- {apiGroups: [apps], resources: [secrets], verbs: [get]}
- {apiGroups: [""], resources: ["*"], verbs: [get]}
"#,
        );
    }
}
