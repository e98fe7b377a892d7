//! ## What it does
//! Finds RoleBindings and ClusterRoleBindings that grant rights to a ServiceAccount which does not exist. The
//! ServiceAccount `default` always does.
//!
//! ## Why is this bad
//! Today it grants nothing. Whoever may create a ServiceAccount of that name gets the rights, without touching the
//! binding. Where the input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand
//! elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ---
//! apiVersion: v1
//! kind: ServiceAccount
//! metadata: {name: api, namespace: shop}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::rbac::grant::GROUP;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF024",
        name: "missing-subject",
        title: "Binding to a ServiceAccount that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[popeye("POP-1300")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for kind in ["RoleBinding", "ClusterRoleBinding"] {
        for binding in inventory.of_kind(GROUP, kind) {
            let accounts = items(binding.root(), "subjects")
                .filter(|subject| text(*subject, "kind") == "ServiceAccount");
            for subject in accounts {
                judge_subject(inventory, binding, subject, sinks);
            }
        }
    }
}

fn judge_subject<'a>(
    inventory: &'a Inventory,
    binding: &'a Object,
    subject: Node<'a>,
    sinks: &mut Sinks<'a>,
) {
    let (Some(node), name) = (subject.get("name"), text(subject, "name")) else { return };
    let written = text(subject, "namespace");
    if written.is_empty() && binding.kind() == "ClusterRoleBinding" {
        return; // RBA037
    }
    let namespace = Some(&*written).filter(|namespace| !namespace.is_empty()).or(binding.namespace());
    let presence = inventory.presence("", "ServiceAccount", namespace, &name);
    let message = match presence {
        Presence::Found(_) | Presence::Implied => return,
        _ if name.is_empty() => return,
        Presence::Missing => {
            message!("the binding grants to ServiceAccount `{}`, which does not exist", name)
        }
        Presence::NotInInput => {
            message!("the binding grants to ServiceAccount `{}`, which is not in the input", name)
        }
    };
    sinks.of(binding).at(node).say(message).weighed_by(presence);
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn service_accounts() {
        check(
            "REF024",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: readers}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: ServiceAccount, name: gone, namespace: shop}
#                              ^^^^ REF024: the binding grants to ServiceAccount `gone`, which is not in the input
- {kind: ServiceAccount, name: default, namespace: shop}
- {kind: User, name: ada}
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "REF024",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: ServiceAccount, name: gone}
#                              ^^^^ REF024: the binding grants to ServiceAccount `gone`, which does not exist
",
        );
    }
}
