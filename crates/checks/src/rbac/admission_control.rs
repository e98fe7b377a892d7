//! ## What it does
//! Finds rules of ClusterRoles that write webhook configurations or admission policies.
//!
//! ## Why is this bad
//! A mutating webhook sees every object that is written, Secrets among them, and changes it on the way: who registers one is
//! root in the cluster within minutes. A validating one sees and refuses, and who removes one removes the guard.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [admissionregistration.k8s.io], resources: [mutatingwebhookconfigurations], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, of_the_cluster};
use crate::sink::Sink;

const GROUP: &str = "admissionregistration.k8s.io";
const CHANGES: &[&str] = &["create", "update", "patch"];
const REMOVES: &[&str] = &["create", "update", "patch", "delete"];

/// What mutates comes first: it is worse.
static POWER: Power = Power {
    rights: &[
        of_the_cluster(GROUP, "mutatingwebhookconfigurations", CHANGES),
        of_the_cluster(GROUP, "mutatingadmissionpolicies", CHANGES),
        of_the_cluster(GROUP, "mutatingadmissionpolicybindings", CHANGES),
        of_the_cluster(GROUP, "validatingwebhookconfigurations", REMOVES),
        of_the_cluster(GROUP, "validatingadmissionpolicies", REMOVES),
        of_the_cluster(GROUP, "validatingadmissionpolicybindings", REMOVES),
    ],
    phrase: "changes admission",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA014",
        name: "admission-control",
        title: "Role that changes admission",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.12")],
        peers: &[
            checkov("CKV_K8S_155"),
            kubescape("C-0281"),
            rbac_police("control_webhooks"),
            rbac_tool("Installing or Modifying Admission Controllers"),
            trivy("KSV-0114"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    let mutates = grant.resource.starts_with("mutating");
    let does = if mutates { "sees and changes" } else { "sees and refuses" };
    let said = grant.tell(
        sink,
        message!(
            "{} `{}` writes {}: whoever holds it {} whatever is written to the API",
            grant.role.kind(),
            grant.role.name(),
            grant.resource,
            does
        ),
    );
    if !mutates {
        said.at_most(Severity::Medium, "what only validates changes nothing");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn writing() {
        check(
            "RBA014",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [admissionregistration.k8s.io], resources: [validatingwebhookconfigurations], verbs: [patch]}
#                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA014: ClusterRole `reader` writes validatingwebhookconfigurations: whoever holds it sees and refuses whatever is written to the API
",
        );
    }
}
