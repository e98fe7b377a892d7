//! ## What it does
//! Finds bindings to a ServiceAccount named `default`.
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

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::grant::{BINDINGS, role_of, subjects};
use crate::sink::Sink;

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
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    let (_, role) = role_of(binding);
    for subject in subjects(binding) {
        if subject.kind == "ServiceAccount" && subject.name == "default" {
            sink.at(subject.node).say(message!("every Pod that names no ServiceAccount holds `{}`", role));
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
