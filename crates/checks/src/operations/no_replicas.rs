//! ## What it does
//! Finds Deployments, StatefulSets and ReplicationControllers with `replicas: 0`.
//!
//! ## Why is this bad
//! What was switched off for an hour is forgotten for a year; and an autoscaler does not touch what has no replica.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether it is to run.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 0
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
//!   replicas: 2
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS029",
        name: "no-replicas",
        title: "Workload with no replica",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-500")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("apps", "Deployment"), ("apps", "StatefulSet"), ("", "ReplicationController")]),
        judge,
    ),
};

fn judge<'a>(controller: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = controller.root().path(&["spec", "replicas"]) else { return };
    if node.as_i64() == Some(0) {
        sink.at(node).say(message!("{} `{}` runs nothing", controller.kind(), controller.name()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_as_written() {
        check(
            "OPS029",
            r"
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {replicas: 0}
#                ^ OPS029: StatefulSet `db` runs nothing
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {}
",
        );
    }
}
