//! ## What it does
//! Finds bindings to the group of all ServiceAccounts of one namespace, `system:serviceaccounts:<namespace>`. The groups of all
//! ServiceAccounts and of everybody who is logged in are the matter of `RBA010`.
//!
//! ## Why is this bad
//! Every Pod of the namespace with a token holds the rights, those that run as `default` and those that come later too.
//!
//! ## Fix safety
//! There is no fix: only a person knows which program needs the rights.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: Group, name: "system:serviceaccounts:shop", apiGroup: rbac.authorization.k8s.io}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: readers, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: ServiceAccount, name: api, namespace: shop}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::grant::{BINDINGS, role_of, subjects};
use crate::rbac::rights::is_own;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA031",
        name: "namespace-accounts-binding",
        title: "Rights for every ServiceAccount of a namespace",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.5")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    if !is_own(binding) {
        return;
    }
    let (_, role) = role_of(binding);
    for subject in subjects(binding).filter(|subject| subject.kind == "Group") {
        if let Some(namespace) = subject.name.strip_prefix("system:serviceaccounts:") {
            sink.at(subject.node).say(message!(
                "every Pod of the namespace {} with a token holds `{}`",
                namespace,
                role
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn one_namespace() {
        check(
            "RBA031",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: readers, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: Group, name: "system:serviceaccounts:shop", apiGroup: rbac.authorization.k8s.io}
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA031: every Pod of the namespace shop with a token holds `view`
- {kind: Group, name: "system:serviceaccounts", apiGroup: rbac.authorization.k8s.io}
- {kind: ServiceAccount, name: api}
"#,
        );
    }
}
