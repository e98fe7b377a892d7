//! ## What it does
//! Finds rules of ClusterRoles on `nodes/proxy`.
//!
//! ## Why is this bad
//! The kubelet behind it runs commands in every Pod of its node, past admission and past the API server's log. `get` is
//! enough, since a WebSocket request is a `get`.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [nodes], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::grant::{ROLES, Right, rules};
use crate::sink::Sink;

const RIGHTS_FOUND: &[Right] =
    &[Right { group: "", resource: "nodes/proxy", verbs: &["get", "create", "update", "patch", "delete"] }];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA012",
        name: "node-proxy",
        title: "Role that talks to kubelets",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.10")],
        peers: &[
            checkov("CKV2_K8S_2"),
            kubescape("C-0279"),
            kubiscan("risky-execute-command-node-proxy"),
            rbac_police("nodes_proxy"),
            rbac_tool("Create Node Proxy"),
            trivy("KSV-0047"),
        ],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(role) {
        if let Some((right, node)) = rule.grants_any(RIGHTS_FOUND) {
            sink.at(node).say(message!(
                "{} `{}` grants {}: whoever holds it runs commands in every Pod of the node",
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
    fn any_verb() {
        check(
            "RBA012",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
#                               ^^^^^^^^^^^ RBA012: Role `reader` grants nodes/proxy: whoever holds it runs commands in every Pod of the node
"#,
        );
    }
}
