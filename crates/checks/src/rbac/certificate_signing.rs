//! ## What it does
//! Finds rules of ClusterRoles that approve or sign CertificateSigningRequests.
//!
//! ## Why is this bad
//! The API server believes what a certificate says of its holder: who approves requests makes themselves any user, of any group,
//! and nothing takes the certificate back before it ends.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [create]}
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
        group: "certificates.k8s.io",
        resource: "certificatesigningrequests/approval",
        verbs: &["update", "patch"],
    },
    Right {
        group: "certificates.k8s.io",
        resource: "certificatesigningrequests/status",
        verbs: &["update", "patch"],
    },
    Right { group: "certificates.k8s.io", resource: "signers", verbs: &["approve", "sign"] },
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA015",
        name: "certificate-approval",
        title: "Role that issues certificates",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.11")],
        peers: &[checkov("CKV_K8S_156"), kubescape("C-0280"), rbac_police("approve_csrs")],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Object(ROLES, judge),
};

fn judge<'a>(role: &'a Object, sink: &mut Sink<'a>) {
    for rule in rules(role) {
        if let Some((right, node)) = rule.grants_any(RIGHTS_FOUND) {
            sink.at(node).say(message!(
                "{} `{}` grants {}: whoever holds it can become any user",
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
    fn approval() {
        check(
            "RBA015",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]}
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA015: ClusterRole `reader` grants certificatesigningrequests/approval: whoever holds it can become any user
",
        );
    }
}
