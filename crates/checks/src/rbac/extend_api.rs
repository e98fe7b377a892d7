//! ## What it does
//! Finds rules of ClusterRoles that write APIServices or CustomResourceDefinitions.
//!
//! ## Why is this bad
//! An APIService sends all requests for a group, with the names of those who make them, to a program of its owner's. A changed
//! CustomResourceDefinition brings every controller of that kind to do something else.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        of_the_cluster("apiregistration.k8s.io", "apiservices", &["create", "update", "patch", "delete"]),
        of_the_cluster("apiextensions.k8s.io", "customresourcedefinitions", &["create", "update", "patch"]),
    ],
    phrase: "extends the API",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA026",
        name: "api-extension",
        title: "Role that extends the API",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[rbac_tool("Installing or Modifying Cluster Extensions (CRDs)")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(sink, message!(
        "{} `{}` writes {}: whoever holds it answers requests in the API server's place, or changes what kinds mean",
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
            "RBA026",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [create]}
#                                                   ^^^^^^^^^^^ RBA026: ClusterRole `reader` writes apiservices: whoever holds it answers requests in the API server's place, or changes what kinds mean
- {apiGroups: [apiregistration.k8s.io], resources: [apiservices], verbs: [get]}
",
        );
    }
}
