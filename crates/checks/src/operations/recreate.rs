//! ## What it does
//! Finds Deployments with the strategy `Recreate` that mount no PersistentVolumeClaim.
//!
//! ## Why is this bad
//! Each update is an outage; and where the new version does not start, it stays one. With a claim that only one node
//! may mount, or a program of which only one may run, there is no other way.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether two versions may run side by side.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   strategy: {type: Recreate}
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
//!   strategy: {type: RollingUpdate}
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS022",
        name: "no-rolling-update",
        title: "Deployment that ends all Pods before it starts new ones",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("no-rolling-update-strategy"),
            kube_score("deployment-strategy"),
            kubescape("C-0305"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apps", "Deployment")]), judge),
};

fn judge<'a>(deployment: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = deployment.root().path(&["spec", "strategy", "type"]) else { return };
    if node.as_str().is_none_or(|kind| kind != "Recreate") {
        return;
    }
    // A volume that only one Pod may write is a reason.
    let volumes =
        deployment.root().path(&["spec", "template", "spec", "volumes"]).into_iter().flat_map(Node::items);
    if volumes.into_iter().any(|volume| volume.get("persistentVolumeClaim").is_some()) {
        return;
    }
    sink.at(node).say(message!(
        "each update of Deployment `{}` is an outage: all Pods end before the first new one starts",
        deployment.name()
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn without_a_claim() {
        check(
            "OPS022",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {strategy: {type: Recreate}}
#                       ^^^^^^^^ OPS022: each update of Deployment `api` is an outage: all Pods end before the first new one starts
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: db, namespace: shop}
spec:
  strategy: {type: Recreate}
  template: {spec: {volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}}
",
        );
    }
}
