//! ## What it does
//! Finds bindings that grant a ServiceAccount named `default` anything.
//!
//! ## Why is this bad
//! Every Pod of the namespace that names no ServiceAccount holds the rights, also those that come later and need none.
//!
//! ## Fix safety
//! There is no fix: make a ServiceAccount for the program that needs the rights.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: default, namespace: shop}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: deployer, namespace: ci}
//! ```

use authz::SubjectKind;
use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::rbac::rights::{Rights, is_own};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA017",
        name: "default-account-binding",
        title: "Rights for the default ServiceAccount",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[
            nsa_cisa("Role-based access control"),
            cis("5.1.5"),
            nsa_cisa("Protecting Pod service account tokens"),
        ],
        peers: &[checkov("CKV_K8S_42"), kubescape("C-0189"), popeye("POP-308")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Rights(judge),
};

fn judge<'a>(rights: &Rights<'a>, sinks: &mut Sinks<'a>) {
    let world = &rights.world;
    for (id, binding) in world.bindings() {
        // A role that is there and has no rules grants nothing.
        if !binding.roles.is_empty() && binding.roles.iter().all(|role| world.role(*role).rules.is_empty()) {
            continue;
        }
        let Some(object) = rights.binding(id).filter(|object| is_own(object)) else { continue };
        for (subject, written) in binding.subjects.iter().zip(items(object.root(), "subjects")) {
            let is_default =
                subject.kind == Some(SubjectKind::ServiceAccount) && world.name(subject.name) == "default";
            let Some(node) = written.get("name").filter(|_| is_default) else { continue };
            let role = world.name(binding.reference.name);
            sinks
                .of(object)
                .at(node)
                .say(message!("every Pod that names no ServiceAccount holds `{}`", role));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_account() {
        check(
            "RBA017",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: ServiceAccount, name: default, namespace: shop}
#                              ^^^^^^^ RBA017: every Pod that names no ServiceAccount holds `view`
",
        );
    }
}
