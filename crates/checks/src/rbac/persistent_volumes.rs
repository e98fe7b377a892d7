//! ## What it does
//! Finds rules of ClusterRoles that create PersistentVolumes.
//!
//! ## Why is this bad
//! A PersistentVolume may be a path of a node, and a claim mounts it past the Pod Security level: who creates them reads and
//! writes the disks of nodes.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [persistentvolumes], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [""], resources: [persistentvolumes], verbs: [get]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::RIGHTS;
use crate::rbac::power::{Grant, Power, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[of_the_cluster("", "persistentvolumes", &["create"])],
    phrase: "creates PersistentVolumes",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA018",
        name: "persistent-volume-creation",
        title: "Role that creates PersistentVolumes",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control"), cis("5.1.9")],
        peers: &[kubescape("C-0278")],
    },
    parameters: &[],
    context: RIGHTS,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` creates {}, which may be paths of nodes that Pod Security does not see",
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
    fn creating() {
        check(
            "RBA018",
            r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [persistentvolumes], verbs: [create]}
#                               ^^^^^^^^^^^^^^^^^ RBA018: ClusterRole `reader` creates persistentvolumes, which may be paths of nodes that Pod Security does not see
"#,
        );
    }
}
