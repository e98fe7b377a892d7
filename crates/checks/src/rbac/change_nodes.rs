//! ## What it does
//! Finds rules of Roles and ClusterRoles that change Nodes, their status or that of Pods, or evict Pods.
//!
//! ## Why is this bad
//! Taints, labels and capacity decide where the scheduler puts Pods: who has one node draws the Pods with the greatest rights to
//! it. A Pod with the labels and status of a Service's Pods gets its requests.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [nodes], verbs: [patch]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [nodes], verbs: [get, list]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        of_the_cluster("", "nodes", &["update", "patch", "delete"]),
        of_the_cluster("", "nodes/status", &["update", "patch"]),
        in_namespaces("", "pods/status", &["update", "patch"]),
        in_namespaces("", "pods/eviction", &["create"]),
    ],
    phrase: "changes Nodes or evicts Pods",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA025",
        name: "node-writing",
        title: "Role that changes Nodes or evicts Pods",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[
            rbac_police("modify_node_status"),
            rbac_police("modify_pod_status"),
            rbac_police("steal_pods"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` writes {}: whoever holds it decides where Pods run, and which of them get requests",
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
    fn bad_and_good() {
        check(
            "RBA025",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [nodes], verbs: [patch]}
#                               ^^^^^ RBA025: ClusterRole `reader` writes nodes: whoever holds it decides where Pods run, and which of them get requests
- {apiGroups: [""], resources: [nodes], verbs: [get, list]}
"#,
        );
    }
}
