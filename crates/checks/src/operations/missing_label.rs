//! ## What it does
//! Finds workloads (Pods, Deployments, DaemonSets, StatefulSets, Jobs, CronJobs) without one of the labels that are
//! named. It says nothing until some are. What another object made is left alone.
//!
//! ## Why is this bad
//! Whose it is, what it belongs to, whom to call: when it matters, labels are where people and tools look.
//!
//! ## Fix safety
//! There is no fix: only a person knows the value.
//!
//! ## Parameters
//! `labels`: those that workloads must have, each a key (`owner`), or a key and a glob that the value must match
//! (`owner=team-*`).
//!
//! ```toml
//! [check.OPS032]
//! labels = ["app.kubernetes.io/name", "owner"]
//! ```
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop, labels: {app.kubernetes.io/name: api, owner: team-shop}}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, DefaultValue, Judge, Parameter, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::wanted::missing;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS032",
        name: "missing-label",
        title: "Label that is wanted here",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("required-label-owner"), kubescape("C-0076"), kubescape("C-0077")],
    },
    parameters: &[Parameter {
        name: "labels",
        description: "Labels that workloads must have: a key, or a key, an equals sign and a glob that the value must match",
        default: DefaultValue::List(&[]),
    }],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[
            ("", "Pod"),
            ("apps", "DaemonSet"),
            ("apps", "Deployment"),
            ("apps", "StatefulSet"),
            ("batch", "CronJob"),
            ("batch", "Job"),
        ]),
        judge,
    ),
};

fn judge<'a>(workload: &'a Object, sink: &mut Sink<'a>) {
    for wanted in missing(workload, "labels", sink.parameters().list("labels")) {
        let Some(metadata) = workload.metadata() else { return };
        sink.absent(metadata, "labels").say(message!(
            "{} `{}` has no label `{}`, which is wanted here",
            workload.kind(),
            workload.name(),
            wanted
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn those_that_are_named() {
        check_configured(
            "OPS032",
            ("labels", ParameterValue::List(vec!["owner".to_owned(), "team=?*".to_owned()])),
            r#"
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels: {app: api, owner: "7"}
#         ^^^^^^^^^^^^^^^^^^^^^^ OPS032: Deployment `api` has no label `team=?*`, which is wanted here
spec: {template: {spec: {containers: [{name: api}]}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: api}
---
apiVersion: v1
kind: Pod
metadata: {name: made, ownerReferences: [{kind: ReplicaSet, name: api}]}
spec: {containers: [{name: api}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: good, labels: {owner: shop, team: x}}
"#,
        );
    }
}
