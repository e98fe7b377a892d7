//! ## What it does
//! Finds rules of Roles and ClusterRoles that create or change Pods or what makes Pods, unless they are limited to named ones.
//!
//! ## Why is this bad
//! Who makes a Pod in a namespace, or gives a Deployment another template, chooses its ServiceAccount and its Secrets: all
//! rights of the namespace add up. Where no Pod Security level is enforced, they own the nodes, too.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [apps], resources: [deployments], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [apps], resources: [deployments], verbs: [get, patch], resourceNames: [api]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        in_namespaces("", "pods", &["create", "update", "patch"]),
        in_namespaces("apps", "deployments", &["create", "update", "patch"]),
        in_namespaces("apps", "daemonsets", &["create", "update", "patch"]),
        in_namespaces("apps", "statefulsets", &["create", "update", "patch"]),
        in_namespaces("apps", "replicasets", &["create", "update", "patch"]),
        in_namespaces("batch", "jobs", &["create", "update", "patch"]),
        in_namespaces("batch", "cronjobs", &["create", "update", "patch"]),
        in_namespaces("", "replicationcontrollers", &["create", "update", "patch"]),
    ],
    phrase: "makes or changes workloads",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA011",
        name: "workload-creation",
        title: "Role that makes or changes workloads",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.4"), mitre("T1610")],
        peers: &[
            krane("risky-any-verb-cronjobs"),
            krane("risky-any-verb-daemonsets"),
            krane("risky-any-verb-deployments"),
            krane("risky-any-verb-jobs"),
            krane("risky-any-verb-pods"),
            krane("risky-any-verb-replicasets"),
            krane("risky-any-verb-replicationcontrollers"),
            krane("risky-any-verb-statefulsets"),
            krane("risky-create-cronjobs"),
            krane("risky-create-daemonsets"),
            krane("risky-create-deployments"),
            krane("risky-create-jobs"),
            krane("risky-create-replicasets"),
            krane("risky-create-replicationcontrollers"),
            krane("risky-create-statefulsets"),
            krane("risky-update-cronjobs"),
            krane("risky-update-daemonsets"),
            krane("risky-update-deployments"),
            krane("risky-update-jobs"),
            krane("risky-update-replicasets"),
            krane("risky-update-replicationcontrollers"),
            krane("risky-update-statefulsets"),
            kube_linter("access-to-create-pods"),
            kubescape("C-0188"),
            kubiscan("risky-any-verb-cronjobs"),
            kubiscan("risky-any-verb-daemonsets"),
            kubiscan("risky-any-verb-deployments"),
            kubiscan("risky-any-verb-jobs"),
            kubiscan("risky-any-verb-pods"),
            kubiscan("risky-any-verb-replicasets"),
            kubiscan("risky-any-verb-replicationcontrollers"),
            kubiscan("risky-any-verb-statefulsets"),
            kubiscan("risky-create-daemonsets"),
            kubiscan("risky-create-deployments"),
            kubiscan("risky-create-jobs"),
            kubiscan("risky-create-pod"),
            kubiscan("risky-create-replicasets"),
            kubiscan("risky-create-replicationcontrollers"),
            kubiscan("risky-create-statefulsets"),
            kubiscan("risky-update-daemonsets"),
            kubiscan("risky-update-deployments"),
            kubiscan("risky-update-jobs"),
            kubiscan("risky-update-replicasets"),
            kubiscan("risky-update-replicationcontrollers"),
            kubiscan("risky-update-statefulsets"),
            rbac_police("assign_sa"),
            rbac_police("modify_pods"),
            rbac_tool("Workload Creators & Editors"),
            trivy("KSV-0048"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` makes or changes {}, and with them takes any ServiceAccount and Secret of the namespace",
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
    fn pods_and_controllers() {
        check(
            "RBA011",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: ["", batch], resources: [jobs], verbs: [create]}
#                                      ^^^^ RBA011: Role `reader` makes or changes jobs, and with them takes any ServiceAccount and Secret of the namespace
- {apiGroups: [apps], resources: [deployments], verbs: [patch], resourceNames: [api]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: operator, namespace: shop}
rules:
- {apiGroups: [apps], resources: [deployments], verbs: ["*"]}
- {apiGroups: [""], resources: [pods], verbs: [create]}
#                               ^^^^ RBA011: Role `operator` makes or changes pods, and with them takes any ServiceAccount and Secret of the namespace
"#,
        );
    }
}
