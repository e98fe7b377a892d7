//! ## What it does
//! Finds rules of Roles and ClusterRoles that write the policies of Kyverno, Gatekeeper or Kubewarden, or exceptions to them.
//!
//! ## Why is this bad
//! The policies are the limit of everybody who may create Pods. Who writes them lets their own pass, and one that mutates changes
//! what others write.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [kyverno.io], resources: [clusterpolicies], verbs: [delete]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [kyverno.io], resources: [clusterpolicies], verbs: [get, list]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        of_the_cluster("kyverno.io", "clusterpolicies", &["create", "update", "patch", "delete"]),
        in_namespaces("kyverno.io", "policies", &["create", "update", "patch", "delete"]),
        in_namespaces("kyverno.io", "policyexceptions", &["create", "update", "patch", "delete"]),
        of_the_cluster("policies.kyverno.io", "validatingpolicies", &["create", "update", "patch", "delete"]),
        of_the_cluster("policies.kyverno.io", "mutatingpolicies", &["create", "update", "patch", "delete"]),
        in_namespaces("policies.kyverno.io", "policyexceptions", &["create", "update", "patch", "delete"]),
        of_the_cluster(
            "templates.gatekeeper.sh",
            "constrainttemplates",
            &["create", "update", "patch", "delete"],
        ),
        in_namespaces("config.gatekeeper.sh", "configs", &["create", "update", "patch", "delete"]),
        of_the_cluster("mutations.gatekeeper.sh", "assign", &["create", "update", "patch", "delete"]),
        of_the_cluster(
            "policies.kubewarden.io",
            "clusteradmissionpolicies",
            &["create", "update", "patch", "delete"],
        ),
        in_namespaces(
            "policies.kubewarden.io",
            "admissionpolicies",
            &["create", "update", "patch", "delete"],
        ),
    ],
    phrase: "changes the policies of admission",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA027",
        name: "policy-engine-writing",
        title: "Role that changes policies of admission",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[
            rbac_tool("Installing or Modifying Kubernetes Admission Policies"),
            rbac_tool("Kyverno Administration"),
            rbac_tool("Open Policy Agent (OPA) GateKeeper Administration"),
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
            "{} `{}` writes {}: whoever holds it lifts what keeps others in bounds",
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
            "RBA027",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [kyverno.io], resources: [clusterpolicies], verbs: [delete]}
#                                       ^^^^^^^^^^^^^^^ RBA027: ClusterRole `reader` writes clusterpolicies: whoever holds it lifts what keeps others in bounds
- {apiGroups: [kyverno.io], resources: [clusterpolicies], verbs: [get, list]}
",
        );
    }
}
