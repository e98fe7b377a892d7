//! ## What it does
//! Finds bindings to the groups `system:authenticated` and `system:serviceaccounts`, except those of Kubernetes itself to
//! `system:basic-user`, `system:discovery`, `system:public-info-viewer` and `system:service-account-issuer-discovery`.
//!
//! ## Why is this bad
//! Every user and every Pod with a token may do it; on some clouds everybody with an account of the cloud is logged in.
//!
//! ## Fix safety
//! There is no fix: only a person knows who is meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: Group, name: "system:authenticated", apiGroup: rbac.authorization.k8s.io}
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

/// ClusterRoles that Kubernetes itself grants everybody (`bootstrappolicy.ClusterRoleBindings`).
const FOR_EVERYBODY: [&str; 4] = [
    "system:basic-user",
    "system:discovery",
    "system:public-info-viewer",
    "system:service-account-issuer-discovery",
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA010",
        name: "authenticated-binding",
        title: "Rights for everybody who is logged in",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[kubescape("C-0265"), trivy("KSV-01011")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    let (_, role) = role_of(binding);
    if FOR_EVERYBODY.contains(&&*role) {
        return;
    }
    for subject in subjects(binding).filter(|subject| subject.kind == "Group") {
        let who = match &*subject.name {
            "system:authenticated" => "everybody who is logged in",
            "system:serviceaccounts" => "every Pod with a token",
            _ => continue,
        };
        sink.at(subject.node).say(message!("{} holds `{}`", who, role));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn two_groups() {
        check(
            "RBA010",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: Group, name: "system:authenticated", apiGroup: rbac.authorization.k8s.io}
#                     ^^^^^^^^^^^^^^^^^^^^^^ RBA010: everybody who is logged in holds `view`
- {kind: Group, name: "system:serviceaccounts", apiGroup: rbac.authorization.k8s.io}
#                     ^^^^^^^^^^^^^^^^^^^^^^^^ RBA010: every Pod with a token holds `view`
- {kind: Group, name: "system:serviceaccounts:ci", apiGroup: rbac.authorization.k8s.io}
"#,
        );
    }
}
