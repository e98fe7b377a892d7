//! ## What it does
//! Finds bindings to the user `system:anonymous` or the group `system:unauthenticated`, except that of Kubernetes itself to
//! `system:public-info-viewer`.
//!
//! ## Why is this bad
//! Everybody who reaches the API server may do it, without a name and without a trace of who it was.
//!
//! ## Fix safety
//! There is no fix: remove the subject, or name who is meant.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
//! subjects:
//! - {kind: Group, name: "system:unauthenticated", apiGroup: rbac.authorization.k8s.io}
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
        id: "RBA009",
        name: "anonymous-binding",
        title: "Rights for those who did not log in",
        severity: Severity::Critical,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[krane("unauthenticated-subject-access"), kubescape("C-0262"), trivy("KSV-0122")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    let (_, role) = role_of(binding);
    if role == "system:public-info-viewer" {
        return;
    }
    for subject in subjects(binding) {
        if matches!(&*subject.name, "system:anonymous" | "system:unauthenticated")
            && subject.kind != "ServiceAccount"
        {
            sink.at(subject.node)
                .say(message!("everybody who reaches the API server holds `{}`, without logging in", role));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn user_and_group() {
        check(
            "RBA009",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects:
- {kind: User, name: "system:anonymous", apiGroup: rbac.authorization.k8s.io}
#                    ^^^^^^^^^^^^^^^^^^ RBA009: everybody who reaches the API server holds `view`, without logging in
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: public}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:public-info-viewer"}
subjects:
- {kind: Group, name: "system:unauthenticated", apiGroup: rbac.authorization.k8s.io}
"#,
        );
    }
}
