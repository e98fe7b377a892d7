//! ## What it does
//! Finds rules of Roles and ClusterRoles that create, change or delete Secrets, unless they are limited to named ones. Where the
//! same rule reads them, `RBA005` has said it.
//!
//! ## Why is this bad
//! Who writes Secrets decides which certificate, which password and which token programs use. With the right to read them,
//! creating one of type `kubernetes.io/service-account-token` gives a token of any ServiceAccount of the namespace, for ever.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [secrets], verbs: [create, patch]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [secrets], verbs: [update], resourceNames: [shop-certificate]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::field::strings;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[in_namespaces("", "secrets", &["create", "update", "patch", "delete"])],
    phrase: "writes Secrets",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA019",
        name: "secret-writing",
        title: "Role that writes Secrets",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.2"), mitre("T1098")],
        peers: &[
            krane("risky-any-verb-secrets"),
            kubiscan("risky-any-verb-secrets"),
            rbac_police("issue_token_secrets"),
            trivy("KSV-0041"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    if strings(grant.rule, "verbs").any(|(_, verb)| matches!(&*verb, "get" | "list" | "watch" | "*")) {
        return; // RBA005 says it
    }
    grant.tell(sink, message!(
        "{} `{}` writes {}: whoever holds it puts credentials of their own in the place of those that programs trust",
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
            "RBA019",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [secrets], verbs: [create, patch]}
#                               ^^^^^^^ RBA019: Role `reader` writes secrets: whoever holds it puts credentials of their own in the place of those that programs trust
- {apiGroups: [""], resources: [secrets], verbs: [update], resourceNames: [shop-certificate]}
"#,
        );
    }
}
