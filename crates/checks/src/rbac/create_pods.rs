//! ## What it does
//! Finds rules of Roles and ClusterRoles that create Pods or what makes Pods.
//!
//! ## Why is this bad
//! Who creates a Pod in a namespace chooses its ServiceAccount and its Secrets: all rights of the namespace add up. Where no Pod
//! Security level is enforced, they own the nodes, too.
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
//! - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
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
        title: "Role that creates workloads",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.4"), mitre("T1610")],
        peers: &[kube_linter("access-to-create-pods"), kubescape("C-0188"), trivy("KSV-0048")],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    sink.at(grant.node).say(message!(
        "{} `{}` creates {}, and with them takes any ServiceAccount and Secret of the namespace",
        grant.role.kind(),
        grant.role.name(),
        grant.resource
    ));
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
#                                      ^^^^ RBA011: Role `reader` creates jobs, and with them takes any ServiceAccount and Secret of the namespace
"#,
        );
    }
}
