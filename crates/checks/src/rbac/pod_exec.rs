//! ## What it does
//! Finds rules of Roles and ClusterRoles on `pods/exec`, `pods/attach`, `pods/portforward` and `pods/ephemeralcontainers`.
//!
//! ## Why is this bad
//! Who runs commands in a Pod has its ServiceAccount, its Secrets and its network: all rights of all Pods in the scope add up.
//! `get` is enough, since a WebSocket request is a `get`.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [pods/exec], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [pods], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        in_namespaces("", "pods/exec", &["create", "get"]),
        in_namespaces("", "pods/attach", &["create", "get"]),
        in_namespaces("", "pods/ephemeralcontainers", &["update", "patch"]),
        in_namespaces("", "pods/portforward", &["create", "get"]),
        in_namespaces("", "pods/proxy", &["get", "create", "update", "patch", "delete"]),
    ],
    phrase: "runs commands in Pods",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA006",
        name: "pod-exec",
        title: "Role that runs commands in Pods",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1609")],
        peers: &[
            checkov("CKV2_K8S_2"),
            krane("risky-exec-pods"),
            kubescape("C-0002"),
            kubescape("C-0063"),
            kubiscan("risky-attach-pods"),
            kubiscan("risky-exec-pods"),
            polaris("clusterrolePodExecAttach"),
            polaris("clusterrolebindingPodExecAttach"),
            polaris("rolePodExecAttach"),
            polaris("rolebindingClusterRolePodExecAttach"),
            polaris("rolebindingRolePodExecAttach"),
            rbac_police("pods_ephemeral_ctrs"),
            rbac_police("pods_exec"),
            rbac_police("rce_weak_ns"),
            rbac_tool("Create Ephemeral Containers in Running Pods"),
            rbac_tool("Exec into Pod"),
            trivy("KSV-0053"),
            trivy("KSV-0054"),
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
            "{} `{}` grants {}: whoever holds it acts as every Pod that it reaches",
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
    fn subresources() {
        check(
            "RBA006",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
- {apiGroups: [""], resources: [pods, pods/exec], verbs: [get, create]}
#                                     ^^^^^^^^^ RBA006: Role `reader` grants pods/exec: whoever holds it acts as every Pod that it reaches
- {apiGroups: [""], resources: ["pods/log"], verbs: [get]}
"#,
        );
    }
}
