//! ## What it does
//! Finds StatefulSets whose `serviceName` names a Service that does not exist, that is not headless (`clusterIP:
//! None`), or that selects other Pods.
//!
//! ## Why is this bad
//! The Pods of a StatefulSet get a name in DNS only from a headless Service that selects them: members of a cluster
//! that look for each other by name do not find anybody. Where the input is not said to be all there is (`--complete`,
//! a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: StatefulSet
//! metadata: {name: db, namespace: shop}
//! spec:
//!   serviceName: db
//!   selector: {matchLabels: {app: db}}
//!   template:
//!     metadata: {labels: {app: db}}
//!     spec: {containers: [{name: db, image: registry.example/db:16}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: StatefulSet
//! metadata: {name: db, namespace: shop}
//! spec:
//!   serviceName: db
//!   selector: {matchLabels: {app: db}}
//!   template:
//!     metadata: {labels: {app: db}}
//!     spec: {containers: [{name: db, image: registry.example/db:16}]}
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: db, namespace: shop}
//! spec:
//!   clusterIP: None
//!   selector: {app: db}
//!   ports: [{port: 5432}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF016",
        name: "missing-governing-service",
        title: "StatefulSet without the Service that names its Pods",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("statefulset-has-servicename")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for set in inventory.of_kind("apps", "StatefulSet") {
        let Some(node) = set.root().path(&["spec", "serviceName"]) else { continue };
        let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
        let presence = inventory.presence("", "Service", set.namespace(), &name);
        let message = match presence {
            Presence::Implied => continue,
            Presence::Missing => message!("Service `{}`, which should name the Pods, does not exist", name),
            Presence::NotInInput => {
                message!("Service `{}`, which should name the Pods, is not in the input", name)
            }
            Presence::Found(service) => {
                judge_service(inventory, set, service, node, sinks);
                continue;
            }
        };
        sinks.of(set).at(node).say(message).weighed_by(presence);
    }
}

fn judge_service<'a>(
    inventory: &'a Inventory,
    set: &'a Object,
    service: &'a Object,
    node: Node<'a>,
    sinks: &mut Sinks<'a>,
) {
    let spec = service.root().get("spec").unwrap_or(service.root());
    let message = if text(spec, "clusterIP") != "None" {
        message!("Service `{}` is not headless, so the Pods get no names of their own", service.name())
    } else {
        // A Service without a selector gets its endpoints from somebody else.
        let Ok(Some(selector)) = service.pod_selector() else { return };
        if inventory.pods_of(set.id()).any(|pod| selector.matches(pod.labels())) {
            return;
        }
        message!("Service `{}` does not select the Pods, so they get no names of their own", service.name())
    };
    sinks
        .of(set)
        .at(node)
        .say(message)
        .related("the Service", service, spec)
        .at_most(Severity::Low, "only programs that look for each other by name need the names");
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn headless_and_selecting() {
        check(
            "REF016",
            r"
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: one, namespace: shop}
spec:
  serviceName: db
#              ^^ REF016: Service `db` is not headless, so the Pods get no names of their own
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db:16}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: two, namespace: shop}
spec:
  serviceName: gone
#              ^^^^ REF016: Service `gone`, which should name the Pods, is not in the input
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db:16}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: three, namespace: shop}
spec:
  serviceName: other
#              ^^^^^ REF016: Service `other` does not select the Pods, so they get no names of their own
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db:16}]}
---
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec: {clusterIP: None, selector: {app: other}}
",
        );
    }
}
