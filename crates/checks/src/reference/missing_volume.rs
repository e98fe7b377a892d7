//! ## What it does
//! Finds PersistentVolumeClaims whose `volumeName` names a PersistentVolume that does not exist.
//!
//! ## Why is this bad
//! The claim is never bound, and no Pod that uses it starts. Whoever may create a volume of that name decides what is
//! mounted. Where the input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand
//! elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
//! spec: {volumeName: data, accessModes: [ReadWriteOnce]}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
//! spec: {volumeName: data, accessModes: [ReadWriteOnce]}
//! ---
//! apiVersion: v1
//! kind: PersistentVolume
//! metadata: {name: data}
//! spec: {capacity: {storage: 10Gi}, accessModes: [ReadWriteOnce]}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF029",
        name: "missing-persistent-volume",
        title: "Claim of a volume that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for claim in inventory.of_kind("", "PersistentVolumeClaim") {
        let Some(node) = claim.root().path(&["spec", "volumeName"]) else { continue };
        let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
        let presence = inventory.presence("", "PersistentVolume", None, &name);
        let message = match presence {
            Presence::Found(_) | Presence::Implied => continue,
            Presence::Missing => {
                message!("PersistentVolume `{}` does not exist, so the claim is never bound", name)
            }
            Presence::NotInInput => message!("PersistentVolume `{}` is not in the input", name),
        };
        sinks.of(claim).at(node).say(message).weighed_by(presence);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn by_name() {
        check(
            "REF029",
            r"
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {volumeName: gone}
#                  ^^^^ REF029: PersistentVolume `gone` is not in the input
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: new, namespace: shop}
spec: {storageClassName: fast}
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "REF029",
            r"
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec: {volumeName: gone}
#                  ^^^^ REF029: PersistentVolume `gone` does not exist, so the claim is never bound
",
        );
    }
}
