//! ## What it does
//! Finds Deployments, StatefulSets, DaemonSets and ReplicaSets whose selector also selects the Pods of another one of
//! their namespace.
//!
//! ## Why is this bad
//! Each counts the Pods of the other as its own, adopts those that have no owner, and scales to the wrong number;
//! budgets and autoscalers that read the selector do, too.
//!
//! ## Fix safety
//! There is no fix: a selector cannot be changed; the object has to be made anew with labels of its own.
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
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: web, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
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
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: web, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: web}}
//!   template:
//!     metadata: {labels: {app: web}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS051",
        name: "overlapping-selectors",
        title: "Controllers that select each other's Pods",
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

const CONTROLLERS: [&str; 4] = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for controller in CONTROLLERS.into_iter().flat_map(|kind| inventory.of_kind("apps", kind)) {
        let Some(node) = controller.root().path(&["spec", "selector"]) else { continue };
        let Ok(Some(selector)) = controller.pod_selector() else { continue };
        let rival =
            inventory.selected(controller.namespace(), &selector).map(|pod| pod.object()).find(|other| {
                other.group() == "apps"
                    && CONTROLLERS.contains(&other.kind())
                    && (other.kind(), other.name()) != (controller.kind(), controller.name())
                    && other.owners().next().is_none()
            });
        if let Some(rival) = rival.filter(|_| controller.owners().next().is_none()) {
            sinks
                .of(controller)
                .at(node)
                .say(message!(
                    "{} `{}` also selects the Pods of {} `{}`",
                    controller.kind(),
                    controller.name(),
                    rival.kind(),
                    rival.name()
                ))
                .related(
                    "the other one",
                    rival,
                    rival.root().path(&["spec", "template"]).unwrap_or(rival.root()),
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn across_kinds() {
        check(
            "OPS051",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ OPS051: Deployment `api` also selects the Pods of StatefulSet `db`
  template:
    metadata: {labels: {app: api, tier: back}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: api, tier: data}}
  template:
    metadata: {labels: {app: api, tier: data}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: other}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
",
        );
    }
}
