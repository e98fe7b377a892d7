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

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[of_the_cluster("", "nodes/proxy", &["get", "create", "update", "patch", "delete"])],
    phrase: "talks to kubelets",
    spares: |_| false,
};

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
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` grants {}: whoever holds it runs commands in every Pod of the node",
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
    fn any_verb() {
        check(
            "RBA012",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
#                               ^^^^^^^^^^^ RBA012: ClusterRole `reader` grants nodes/proxy: whoever holds it runs commands in every Pod of the node
"#,
        );
    }
}
