//! ## What it does
//! Finds StorageClasses, IngressClasses, VolumeSnapshotClasses and PriorityClasses that are the default beside another
//! one of the input.
//!
//! ## Why is this bad
//! Which one counts depends on the kind: the newest StorageClass, none of the IngressClasses (Ingresses without a class
//! are refused), and a second PriorityClass is refused.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two was meant.
//!
//! ```yaml,bad
//! apiVersion: storage.k8s.io/v1
//! kind: StorageClass
//! metadata:
//!   name: fast
//!   annotations: {storageclass.kubernetes.io/is-default-class: "true"}
//! provisioner: ebs.csi.aws.com
//! ---
//! apiVersion: storage.k8s.io/v1
//! kind: StorageClass
//! metadata:
//!   name: slow
//!   annotations: {storageclass.kubernetes.io/is-default-class: "true"}
//! provisioner: ebs.csi.aws.com
//! ```
//!
//! ```yaml,good
//! apiVersion: storage.k8s.io/v1
//! kind: StorageClass
//! metadata:
//!   name: fast
//!   annotations: {storageclass.kubernetes.io/is-default-class: "true"}
//! provisioner: ebs.csi.aws.com
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS063",
        name: "several-defaults",
        title: "Two defaults of one kind",
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

/// Group, kind, and the annotation that makes one the default; a PriorityClass has a field for it.
const DEFAULTS: [(&str, &str, &str); 4] = [
    ("storage.k8s.io", "StorageClass", "storageclass.kubernetes.io/is-default-class"),
    ("networking.k8s.io", "IngressClass", "ingressclass.kubernetes.io/is-default-class"),
    ("snapshot.storage.k8s.io", "VolumeSnapshotClass", "snapshot.storage.kubernetes.io/is-default-class"),
    ("scheduling.k8s.io", "PriorityClass", ""),
];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (group, kind, annotation) in DEFAULTS {
        let mut defaults = inventory.of_kind(group, kind).filter_map(|class| {
            let node = if annotation.is_empty() {
                class.root().get("globalDefault").filter(|node| node.as_bool() == Some(true))
            } else {
                class.annotation(annotation).filter(|node| node.as_str().is_some_and(|mark| mark == "true"))
            };
            Some((class, node?))
        });
        let Some((first, first_node)) = defaults.next() else { continue };
        // Snapshots are of a driver; each has a default of its own.
        let driver = |class: &'a Object| text(class.root(), "driver");
        for (class, node) in defaults {
            if class.name() != first.name()
                && (kind != "VolumeSnapshotClass" || driver(class) == driver(first))
            {
                sinks
                    .of(class)
                    .at(node)
                    .say(message!("{} `{}` is the default, and so is `{}`", kind, class.name(), first.name()))
                    .related("the other default", first, first_node);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn annotations_and_fields() {
        check(
            "OPS063",
            r#"
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: fast
  annotations: {storageclass.kubernetes.io/is-default-class: "true"}
provisioner: ebs.csi.aws.com
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: slow
  annotations: {storageclass.kubernetes.io/is-default-class: "true"}
#                                                            ^^^^^^ OPS063: StorageClass `slow` is the default, and so is `fast`
provisioner: ebs.csi.aws.com
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: none
  annotations: {storageclass.kubernetes.io/is-default-class: "false"}
provisioner: ebs.csi.aws.com
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: high}
globalDefault: true
value: 10
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: low}
globalDefault: true
#              ^^^^ OPS063: PriorityClass `low` is the default, and so is `high`
value: 1
"#,
        );
    }
}
