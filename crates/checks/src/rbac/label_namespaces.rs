//! ## What it does
//! Finds rules of Roles and ClusterRoles that change Namespaces. In a Role it is the right to change its own Namespace.
//!
//! ## Why is this bad
//! The labels of a Namespace say which Pod Security level is enforced, which webhooks see its objects and which NetworkPolicies
//! let its Pods in. Who may change them and create a Pod gets a privileged one.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [namespaces], verbs: [patch]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [namespaces], verbs: [get, list, watch]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[in_namespaces("", "namespaces", &["update", "patch"])],
    phrase: "changes Namespaces",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA029",
        name: "namespace-writing",
        title: "Role that changes Namespaces",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), nsa_cisa("Pod security enforcement")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(sink, message!(
        "{} `{}` changes {}: whoever holds it lifts their Pod Security level, and enters where policies let labels in",
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
            "RBA029",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [namespaces], verbs: [patch]}
#                               ^^^^^^^^^^ RBA029: ClusterRole `reader` changes namespaces: whoever holds it lifts their Pod Security level, and enters where policies let labels in
- {apiGroups: [""], resources: [namespaces], verbs: [get, list, watch]}
"#,
        );
    }
}
