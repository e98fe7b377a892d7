//! ## What it does
//! Finds Services whose selector selects the Pods of more than one workload: Deployments, StatefulSets, DaemonSets, or
//! Pods of their own.
//!
//! ## Why is this bad
//! Requests go to any of them. That is meant for canaries; otherwise a label was chosen too wide, and the database,
//! say, gets a share of the requests of the web server.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   selector: {app: shop}
//!   ports: [{port: 80}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: web, namespace: shop, labels: {app: shop, part: web}}
//! spec: {containers: [{name: web, image: registry.example/web:1.4}]}
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: db, namespace: shop, labels: {app: shop, part: db}}
//! spec: {containers: [{name: db, image: registry.example/db:16}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   selector: {app: shop, part: web}
//!   ports: [{port: 80}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: web, namespace: shop, labels: {app: shop, part: web}}
//! spec: {containers: [{name: web, image: registry.example/web:1.4}]}
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: db, namespace: shop, labels: {app: shop, part: db}}
//! spec: {containers: [{name: db, image: registry.example/db:16}]}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET026",
        name: "service-across-workloads",
        title: "Service that selects the Pods of several workloads",
        severity: Severity::Info,
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
    for service in inventory.of_kind("", "Service") {
        let Some(selector) = service.root().path(&["spec", "selector"]) else { continue };
        let pods = inventory.selected_by(service);
        let mut workloads = pods.iter().map(|pod| pod.object()).filter(|object| serves(object));
        let Some(first) = workloads.next() else { continue };
        let other = |object: &&Object| (object.kind(), object.name()) != (first.kind(), first.name());
        if let Some(second) = workloads.find(other) {
            sinks
                .of(service)
                .at(selector)
                .say(message!(
                    "Service `{}` selects the Pods of {} `{}` and of {} `{}`",
                    service.name(),
                    first.kind(),
                    first.name(),
                    second.kind(),
                    second.name()
                ))
                .related("the first workload", first, first.root())
                .related("the second workload", second, second.root());
        }
    }
}

/// Pods of Jobs come and go; those of a ReplicaSet that another object owns are the owner's.
fn serves(object: &Object) -> bool {
    !matches!(object.kind(), "Job" | "CronJob" | "PodTemplate") && object.owners().next().is_none()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn workloads_not_jobs() {
        check(
            "NET026",
            r"
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: shop}}
#                ^^^^^^^^^^^ NET026: Service `web` selects the Pods of Pod `web` and of Pod `db`
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: shop}}
spec: {containers: [{name: web}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: shop}}
spec: {containers: [{name: db}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: other}
spec: {selector: {app: shop}}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: other, labels: {app: shop}}
spec: {containers: [{name: web}]}
---
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, namespace: other}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: migrate}]}
",
        );
    }
}
