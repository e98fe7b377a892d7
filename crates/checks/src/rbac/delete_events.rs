//! ## What it does
//! Finds rules of Roles and ClusterRoles that delete Events.
//!
//! ## Why is this bad
//! Events tell which image was pulled, which Pod was killed, what was refused. They go by themselves after an hour; nobody needs
//! to delete them but who wants them unseen.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [events], verbs: [deletecollection]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [events], verbs: [create, patch]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        in_namespaces("", "events", &["delete", "deletecollection"]),
        in_namespaces("events.k8s.io", "events", &["delete", "deletecollection"]),
    ],
    phrase: "deletes Events",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA022",
        name: "event-deletion",
        title: "Role that deletes Events",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1070")],
        peers: &[kubescape("C-0031")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` deletes {}: whoever holds it removes the traces of what they did",
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
    fn bad_and_good() {
        check(
            "RBA022",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [events], verbs: [deletecollection]}
#                               ^^^^^^ RBA022: Role `reader` deletes events: whoever holds it removes the traces of what they did
- {apiGroups: [""], resources: [events], verbs: [create, patch]}
"#,
        );
    }
}
