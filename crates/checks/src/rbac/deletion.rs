//! ## What it does
//! Finds rules of Roles and ClusterRoles that delete Namespaces, PersistentVolumes and claims, StatefulSets or
//! CustomResourceDefinitions, unless they are limited to named ones.
//!
//! ## Why is this bad
//! One request takes with it everything that belongs to them: all objects of a Namespace or of a custom kind, the data of a
//! volume. There is no way back but a backup.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [namespaces], verbs: [delete]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [namespaces], verbs: [get, create]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, in_namespaces, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        of_the_cluster("", "namespaces", &["delete"]),
        in_namespaces("", "persistentvolumeclaims", &["delete", "deletecollection"]),
        of_the_cluster("", "persistentvolumes", &["delete", "deletecollection"]),
        in_namespaces("apps", "statefulsets", &["delete", "deletecollection"]),
        of_the_cluster("apiextensions.k8s.io", "customresourcedefinitions", &["delete", "deletecollection"]),
    ],
    phrase: "deletes what holds data",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA021",
        name: "deletion",
        title: "Role that deletes what holds data",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), mitre("T1485")],
        peers: &[kubescape("C-0007")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` deletes {}, and the data with them",
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
            "RBA021",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [namespaces], verbs: [delete]}
#                               ^^^^^^^^^^ RBA021: ClusterRole `reader` deletes namespaces, and the data with them
- {apiGroups: [""], resources: [namespaces], verbs: [get, create]}
"#,
        );
    }
}
