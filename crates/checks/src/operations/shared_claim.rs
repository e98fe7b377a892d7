//! ## What it does
//! Finds Deployments with several replicas that mount one PersistentVolumeClaim of the input whose only access modes
//! are ReadWriteOnce or ReadWriteOncePod.
//!
//! ## Why is this bad
//! The volume is attached to one node: replicas on other nodes never start; with ReadWriteOncePod none but the first
//! does. Those that do share a file system that they may not be made to share.
//!
//! ## Fix safety
//! There is no fix: a StatefulSet with `volumeClaimTemplates` gives each replica a volume of its own.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}], containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
//! spec:
//!   accessModes: [ReadWriteOnce]
//!   resources: {requests: {storage: 10Gi}}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}], containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
//! spec:
//!   accessModes: [ReadWriteMany]
//!   resources: {requests: {storage: 10Gi}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::operations::replicas::Scaling;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS065",
        name: "shared-single-node-claim",
        title: "Several replicas for a volume of one node",
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
    let mut scaling = None;
    for deployment in inventory.of_kind("apps", "Deployment") {
        let Some(pod) = inventory.pods_of(deployment.id()).next() else { continue };
        for volume in pod.volumes() {
            let Some(node) = volume.node.path(&["persistentVolumeClaim", "claimName"]) else { continue };
            let Some(name) = node.as_str() else { continue };
            let claim = inventory.find("", "PersistentVolumeClaim", deployment.namespace(), &name);
            let Some((claim, modes)) = claim.and_then(|claim| Some((claim, single_node_modes(claim)?)))
            else {
                continue;
            };
            let scaling = scaling.get_or_insert_with(|| Scaling::of(inventory));
            let Some(least) = scaling.least(deployment).filter(|least| least.number > 1) else { continue };
            sinks
                .of(deployment)
                .at(node)
                .say(message!(
                    "{} replicas share claim `{}`, whose volume one node at a time may attach",
                    least.number,
                    name
                ))
                .related("the access modes", claim, modes);
        }
    }
}

/// The access modes of a claim, where they are for one node only.
fn single_node_modes(claim: &Object) -> Option<Node<'_>> {
    let modes = claim.root().path(&["spec", "accessModes"])?;
    let mut all = modes.items().filter_map(Node::as_str).peekable();
    all.peek()?;
    all.all(|mode| matches!(&*mode, "ReadWriteOnce" | "ReadWriteOncePod")).then_some(modes)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn replicas_and_modes() {
        check(
            "OPS065",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}], containers: [{name: api, image: registry.example/api:1.4}]}
#                                                                    ^^^^ OPS065: 3 replicas share claim `data`, whose volume one node at a time may attach
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data, namespace: shop}
spec:
  accessModes: [ReadWriteOnce]
  resources: {requests: {storage: 10Gi}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: one, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}], containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: many, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: many}}], containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: many, namespace: shop}
spec:
  accessModes: [ReadWriteMany]
  resources: {requests: {storage: 10Gi}}
",
        );
    }
}
