//! ## What it does
//! Finds rules of Roles and ClusterRoles that create `serviceaccounts/token`.
//!
//! ## Why is this bad
//! Who makes tokens is every ServiceAccount of the scope, for as long as the tokens live, which may be longer than the right.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [serviceaccounts/token], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [api]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[in_namespaces("", "serviceaccounts/token", &["create"])],
    phrase: "makes tokens of ServiceAccounts",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA013",
        name: "token-creation",
        title: "Role that makes tokens",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.13"), mitre("T1528")],
        peers: &[kubescape("C-0282"), rbac_police("obtain_token_weak_ns"), rbac_police("token_request")],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` creates {}: whoever holds it becomes any ServiceAccount in its scope",
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
            "RBA013",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [serviceaccounts/token], verbs: [create]}
#                               ^^^^^^^^^^^^^^^^^^^^^ RBA013: Role `reader` creates serviceaccounts/token: whoever holds it becomes any ServiceAccount in its scope
- {apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [api]}
"#,
        );
    }
}
