//! ## What it does
//! Finds rules of Roles and ClusterRoles that write `services/status`. Controllers of load balancers need it; nobody else does.
//!
//! ## Why is this bad
//! Nodes send traffic for an address in `status.loadBalancer.ingress` to the Service, whosesoever the address is: that of a name
//! server, of a registry, of a bank. Kubernetes has no mend for CVE-2020-8554 but to withhold the right.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [services/status], verbs: [patch]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [services/status], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[in_namespaces("", "services/status", &["update", "patch"])],
    phrase: "writes the status of Services",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA024",
        name: "service-status",
        title: "Role that writes the status of Services",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1557")],
        peers: &[checkov("CKV2_K8S_4"), rbac_police("modify_service_status_cve_2020_8554")],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(sink, message!(
        "{} `{}` writes {}: whoever holds it draws traffic for any address to a Service of theirs (CVE-2020-8554)",
        grant.role.kind(),
        grant.role.name(),
        grant.resource
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn bad_and_good() {
        check(
            "RBA024",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [services/status], verbs: [patch]}
#                               ^^^^^^^^^^^^^^^ RBA024: ClusterRole `reader` writes services/status: whoever holds it draws traffic for any address to a Service of theirs (CVE-2020-8554)
- {apiGroups: [""], resources: [services/status], verbs: [get]}
"#,
        );
    }
}
