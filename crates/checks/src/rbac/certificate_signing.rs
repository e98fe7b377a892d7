//! ## What it does
//! Finds rules of ClusterRoles that approve CertificateSigningRequests. Where the same role names the signers that it approves
//! for, and none of them is Kubernetes' own, it stays silent: such certificates mean nothing to the API server. So does it about
//! signing, for which one would need the key of the cluster's authority.
//!
//! ## Why is this bad
//! The API server believes what a certificate says of its holder: who approves requests for Kubernetes' own signers makes themselves any user, of any group,
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
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, strings};
use crate::rbac::power::{Grant, Power, of_the_cluster};
use crate::sink::Sink;

const GROUP: &str = "certificates.k8s.io";

static POWER: Power = Power {
    rights: &[of_the_cluster(GROUP, "certificatesigningrequests/approval", &["update", "patch"])],
    phrase: "approves certificates",
    spares: approves_only_for_others,
};

/// The signer whose certificates the API server believes, and the pattern that covers it.
const SIGNERS: [&str; 2] = ["kubernetes.io/kube-apiserver-client", "kubernetes.io/*"];

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
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` grants {}: whoever holds it can become any user",
            grant.role.kind(),
            grant.role.name(),
            grant.resource
        ),
    );
}

/// Whether the role says for which signers it approves, and Kubernetes' own is not among them (the admission plugin
/// CertificateApproval asks for `approve` on the signer).
fn approves_only_for_others(role: &Object) -> bool {
    let has =
        |rule: Node<'_>, field, word: &str| strings(rule, field).any(|(_, own)| own == "*" || own == word);
    let mut signers = items(role.root(), "rules")
        .filter(|rule| {
            has(*rule, "apiGroups", GROUP)
                && has(*rule, "resources", "signers")
                && has(*rule, "verbs", "approve")
        })
        .peekable();
    let is_meant = |rule: Node<'_>| {
        let mut names = strings(rule, "resourceNames").peekable();
        names.peek().is_none() || names.any(|(_, name)| SIGNERS.contains(&&*name))
    };
    signers.peek().is_some() && !signers.any(is_meant)
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

    #[test]
    fn certificates_of_others() {
        check(
            "RBA015",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: cert-manager}
rules:
- {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]}
- {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/status], verbs: [update]}
- {apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [issuers.cert-manager.io/*], verbs: [approve, sign]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: approver}
rules:
- {apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]}
#                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ RBA015: ClusterRole `approver` grants certificatesigningrequests/approval: whoever holds it can become any user
- {apiGroups: [certificates.k8s.io], resources: [signers], resourceNames: [kubernetes.io/kube-apiserver-client], verbs: [approve]}
",
        );
    }
}
