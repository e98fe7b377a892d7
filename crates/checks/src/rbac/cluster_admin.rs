//! ## What it does
//! Finds bindings of the ClusterRole `cluster-admin` to anybody but the group `system:masters`, which holds it by itself.
//!
//! ## Why is this bad
//! Whoever speaks for one of the subjects owns what the binding covers: with a ClusterRoleBinding the cluster, with a
//! RoleBinding everything in its namespace. A ServiceAccount is whoever runs code in one of its Pods.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRoleBinding
//! metadata: {name: all}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
//! subjects:
//! - {kind: ServiceAccount, name: deployer, namespace: ci}
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
        id: "RBA004",
        name: "cluster-admin-binding",
        title: "Binding to cluster-admin",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.1"), mitre("T1098")],
        peers: &[
            kube_linter("cluster-admin-role-binding"),
            kubescape("C-0035"),
            kubescape("C-0185"),
            kubescape("C-0267"),
            kubescape("C-0272"),
            polaris("clusterrolebindingClusterAdmin"),
            polaris("rolebindingClusterAdminClusterRole"),
            rbac_police("cluster_admin"),
            trivy("KSV-0111"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(BINDINGS, judge),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    let (kind, role) = role_of(binding);
    if kind != "ClusterRole" || role != "cluster-admin" {
        return;
    }
    let scope = if binding.kind() == "RoleBinding" { "its namespace" } else { "the cluster" };
    for subject in subjects(binding).filter(|subject| subject.name != "system:masters") {
        sink.at(subject.node).say(message!(
            "{} `{}` may do everything in {}",
            subject.kind,
            subject.name,
            scope
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn anybody_but_masters() {
        check(
            "RBA004",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
- {kind: ServiceAccount, name: deployer, namespace: ci}
#                              ^^^^^^^^ RBA004: ServiceAccount `deployer` may do everything in the cluster
- {kind: Group, name: "system:masters", apiGroup: rbac.authorization.k8s.io}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: all, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
- {kind: User, name: ada, apiGroup: rbac.authorization.k8s.io}
#                    ^^^ RBA004: User `ada` may do everything in its namespace
"#,
        );
    }
}
