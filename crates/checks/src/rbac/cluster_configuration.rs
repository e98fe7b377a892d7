//! ## What it does
//! Finds rules that change the ConfigMaps by which the cluster itself works: those of ClusterRoles and of Roles in `kube-system` that
//! change ConfigMaps of any name, or `coredns` or `aws-auth` by name.
//!
//! ## Why is this bad
//! `coredns` says where every name of the cluster leads, `aws-auth` who is an administrator on EKS. Others hold the settings of
//! kubelets and proxies. Leases are there for leader election, which once needed ConfigMaps.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: names, namespace: kube-system}
//! rules:
//! - {apiGroups: [""], resources: [configmaps], verbs: [update], resourceNames: [coredns]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: settings, namespace: shop}
//! rules:
//! - {apiGroups: [""], resources: [configmaps], verbs: [update]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[in_namespaces("", "configmaps", &["update", "patch"]).also_named(&["coredns", "aws-auth"])],
    phrase: "changes the settings of the cluster",
    spares: stands_elsewhere,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA038",
        name: "cluster-configuration",
        title: "Role that changes settings of the cluster",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1557")],
        peers: &[
            kubescape("C-0037"),
            rbac_police("eks_modify_aws_auth"),
            trivy("KSV-0049"),
            trivy("KSV-0115"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

/// Whether it is a Role of another namespace than that of the cluster's components.
fn stands_elsewhere(role: &Object) -> bool {
    role.kind() == "Role" && role.namespace() != Some("kube-system")
}

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` changes {} of kube-system, which say where names lead and whom the cluster lets in",
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
    fn of_the_cluster() {
        check(
            "RBA038",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: operator}
rules:
- {apiGroups: [""], resources: [configmaps], verbs: [patch]}
#                               ^^^^^^^^^^ RBA038: ClusterRole `operator` changes configmaps of kube-system, which say where names lead and whom the cluster lets in
- {apiGroups: [""], resources: [configmaps], verbs: [create, get]}
- {apiGroups: [""], resources: [configmaps], verbs: [patch], resourceNames: [operator-lock]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: operator, namespace: shop}
rules:
- {apiGroups: [""], resources: [configmaps], verbs: [patch]}
"#,
        );
    }
}
