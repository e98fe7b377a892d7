//! ## What it does
//! Finds RoleBindings and ClusterRoleBindings whose role does not exist. The ClusterRoles that Kubernetes makes by itself
//! (`view`, `edit`, `admin`, `cluster-admin`, `system:*`) always do.
//!
//! ## Why is this bad
//! Today it grants nothing. Whoever may create a role of that name decides what the subjects may do, without touching the
//! binding. Where the input is not said to be all
//! there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::grant::{GROUP, role_of};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF009",
        name: "missing-role",
        title: "Binding to a role that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[krane("subjects-with-non-existing-roles"), popeye("POP-1300")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for kind in ["RoleBinding", "ClusterRoleBinding"] {
        for binding in inventory.of_kind(GROUP, kind) {
            let Some(node) = binding.root().path(&["roleRef", "name"]) else { continue };
            let (kind, name) = role_of(binding);
            let namespace = binding.namespace().filter(|_| kind == "Role");
            let presence = inventory.presence(GROUP, &kind, namespace, &name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => message!("the binding grants {} `{}`, which does not exist", kind, name),
                Presence::NotInInput => {
                    message!("the binding grants {} `{}`, which is not in the input", kind, name)
                }
            };
            sinks.of(binding).at(node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn roles_of_both_scopes() {
        check(
            "REF009",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
#                                                                ^^^^^^ REF009: the binding grants Role `reader`, which is not in the input
subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: others, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
",
        );
    }
}
