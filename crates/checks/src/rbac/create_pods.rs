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
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::grant::{ROLES, Right, rules};
use crate::sink::Sink;

const RIGHTS_FOUND: &[Right] = &[
    Right { group: "", resource: "pods", verbs: &["create"] },
    Right { group: "apps", resource: "deployments", verbs: &["create"] },
    Right { group: "apps", resource: "daemonsets", verbs: &["create"] },
    Right { group: "apps", resource: "statefulsets", verbs: &["create"] },
    Right { group: "apps", resource: "replicasets", verbs: &["create"] },
    Right { group: "batch", resource: "jobs", verbs: &["create"] },
    Right { group: "batch", resource: "cronjobs", verbs: &["create"] },
    Right { group: "", resource: "replicationcontrollers", verbs: &["create"] },
];

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
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(role) {
        if let Some((right, node)) = rule.grants_any(RIGHTS_FOUND) {
            sink.at(node).say(message!(
                "{} `{}` creates {}, and with them takes any ServiceAccount and Secret of the namespace",
                role.kind(),
                role.name(),
                right.resource
            ));
        }
    }
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
