//! ## What it does
//! Finds rules of ClusterRoles that write webhook configurations or admission policies.
//!
//! ## Why is this bad
//! A webhook sees every object that is written, Secrets among them, and changes it on the way: who registers one is root in the
//! cluster within minutes. Who removes one removes the guard.
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
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::grant::{ROLES, Right, rules};
use crate::sink::Sink;

const RIGHTS_FOUND: &[Right] = &[
    Right {
        group: "admissionregistration.k8s.io",
        resource: "mutatingwebhookconfigurations",
        verbs: &["create", "update", "patch"],
    },
    Right {
        group: "admissionregistration.k8s.io",
        resource: "validatingwebhookconfigurations",
        verbs: &["create", "update", "patch", "delete"],
    },
    Right {
        group: "admissionregistration.k8s.io",
        resource: "mutatingadmissionpolicies",
        verbs: &["create", "update", "patch"],
    },
    Right {
        group: "admissionregistration.k8s.io",
        resource: "validatingadmissionpolicies",
        verbs: &["create", "update", "patch", "delete"],
    },
    Right {
        group: "admissionregistration.k8s.io",
        resource: "mutatingadmissionpolicybindings",
        verbs: &["create", "update", "patch"],
    },
    Right {
        group: "admissionregistration.k8s.io",
        resource: "validatingadmissionpolicybindings",
        verbs: &["create", "update", "patch", "delete"],
    },
];

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
    context: RIGHTS,
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(role) {
        if let Some((right, node)) = rule.grants_any(RIGHTS_FOUND) {
            sink.at(node).say(message!(
                "{} `{}` writes {}: whoever holds it reads and changes whatever is written to the API",
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
    fn writing() {
        check(
            "RBA014",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [admissionregistration.k8s.io], resources: [validatingwebhookconfigurations], verbs: [patch]}
#                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA014: ClusterRole `reader` writes validatingwebhookconfigurations: whoever holds it reads and changes whatever is written to the API
",
        );
    }
}
