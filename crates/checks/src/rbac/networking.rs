//! ## What it does
//! Finds rules of Roles and ClusterRoles that write Services, EndpointSlices, Ingresses, NetworkPolicies or the resources of the
//! Gateway API.
//!
//! ## Why is this bad
//! Whoever holds it leads requests for other programs to their own, opens to the outside what was closed, or removes the policy
//! that kept Pods apart.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [delete]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: Role
//! metadata: {name: reader, namespace: shop}
//! rules:
//! - {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [get, list]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        in_namespaces("networking.k8s.io", "networkpolicies", &["create", "update", "patch", "delete"]),
        in_namespaces("networking.k8s.io", "ingresses", &["create", "update", "patch", "delete"]),
        in_namespaces("", "services", &["create", "update", "patch", "delete"]),
        in_namespaces("", "endpoints", &["create", "update", "patch", "delete"]),
        in_namespaces("discovery.k8s.io", "endpointslices", &["create", "update", "patch", "delete"]),
        in_namespaces("gateway.networking.k8s.io", "gateways", &["create", "update", "patch", "delete"]),
        in_namespaces("gateway.networking.k8s.io", "httproutes", &["create", "update", "patch", "delete"]),
        in_namespaces("gateway.networking.k8s.io", "grpcroutes", &["create", "update", "patch", "delete"]),
        in_namespaces("gateway.networking.k8s.io", "tlsroutes", &["create", "update", "patch", "delete"]),
        in_namespaces("gateway.networking.k8s.io", "tcproutes", &["create", "update", "patch", "delete"]),
        in_namespaces(
            "gateway.networking.k8s.io",
            "referencegrants",
            &["create", "update", "patch", "delete"],
        ),
    ],
    phrase: "changes the network",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA023",
        name: "network-writing",
        title: "Role that changes the network",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1557")],
        peers: &[
            rbac_tool("Networking - Manipulate Gateway API Resources"),
            rbac_tool("Networking - Manipulate Networking and Network Access related resources"),
            trivy("KSV-0056"),
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
            "{} `{}` writes {}: whoever holds it decides where requests go",
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
            "RBA023",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules:
- {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [delete]}
#                                              ^^^^^^^^^^^^^^^ RBA023: Role `reader` writes networkpolicies: whoever holds it decides where requests go
- {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: [get, list]}
",
        );
    }
}
