//! ## What it does
//! Finds Deployments, StatefulSets, DaemonSets and ReplicaSets whose selector also selects the Pods of another one of
//! their namespace.
//!
//! ## Why is this bad
//! Autoscalers measure the Pods of both, since they read the selector; so do budgets and Services that copy it. A controller
//! also takes over Pods of the other one that have lost their owner. Kubernetes warns against it, and nothing prevents it.
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
use model::{Inventory, Object, PodView};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS051",
        name: "overlapping-selectors",
        title: "Controllers that select each other's Pods",
        severity: Severity::Low,
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
        if controller.owners().next().is_some() {
            continue;
        }
        let Some(node) = controller.root().path(&["spec", "selector"]) else { continue };
        let Ok(Some(selector)) = controller.pod_selector() else { continue };
        let rivals = inventory.selected(controller.namespace(), &selector).map(|pod| pod.object());
        let mut rivals = rivals.filter(|other| is_rival(controller, other));
        if let Some(rival) = rivals.find(|rival| !says_so_itself(inventory, controller, rival)) {
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

/// Another controller, not one that an owner made.
fn is_rival(controller: &Object, other: &Object) -> bool {
    other.group() == "apps"
        && CONTROLLERS.contains(&other.kind())
        && (other.kind(), other.name()) != (controller.kind(), controller.name())
        && other.owners().next().is_none()
}

/// Whether a rival that stands behind a controller selects the controller's Pods in turn: said once is enough.
fn says_so_itself(inventory: &Inventory, controller: &Object, rival: &Object) -> bool {
    let selects = |pod: PodView<'_>| matches!(rival.pod_selector(), Ok(Some(selector)) if selector.matches(pod.labels()));
    rival.id() > controller.id() && inventory.pods_of(controller.id()).any(selects)
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
