//! ## What it does
//! Finds rules of ClusterRoles that write CSIDrivers, StorageClasses, VolumeAttachments, PersistentVolumes or the contents of
//! snapshots. Creating PersistentVolumes is the matter of `RBA018`.
//!
//! ## Why is this bad
//! They decide which program on the nodes mounts a volume, with which options and from where. A PersistentVolume with another
//! `claimRef` hands its data to another namespace.
//!
//! ## Fix safety
//! There is no fix: only a person knows which rights are needed.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: ClusterRole
//! metadata: {name: reader}
//! rules:
//! - {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, list]}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::rbac::power::{Grant, Power, of_the_cluster};
use crate::sink::Sink;

static POWER: Power = Power {
    rights: &[
        of_the_cluster("storage.k8s.io", "csidrivers", &["create", "update", "patch", "delete"]),
        of_the_cluster("storage.k8s.io", "storageclasses", &["create", "update", "patch", "delete"]),
        of_the_cluster("storage.k8s.io", "volumeattachments", &["create", "update", "patch"]),
        of_the_cluster("", "persistentvolumes", &["update", "patch"]),
        of_the_cluster("snapshot.storage.k8s.io", "volumesnapshotcontents", &["create", "update", "patch"]),
    ],
    phrase: "changes shared storage",
    spares: |_| false,
};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "RBA028",
        name: "storage-writing",
        title: "Role that changes shared storage",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Role-based access control")],
        peers: &[rbac_tool("Storage & Data - Manipulate Cluster Shared Resources")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Power(&POWER, judge),
};

fn judge<'a>(grant: &Grant<'a>, sink: &mut Sink<'a>) {
    grant.tell(
        sink,
        message!(
            "{} `{}` writes {}: whoever holds it reaches the volumes of others",
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
            "RBA028",
            r"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [create]}
#                                           ^^^^^^^^^^^^^^ RBA028: ClusterRole `reader` writes storageclasses: whoever holds it reaches the volumes of others
- {apiGroups: [storage.k8s.io], resources: [storageclasses], verbs: [get, list]}
",
        );
    }
}
