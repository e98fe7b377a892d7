//! ## What it does
//! Finds CronJobs and Jobs with `suspend: true` and Deployments with `paused: true`.
//!
//! ## Why is this bad
//! What was held for an hour is forgotten for a year: the backup does not run, the fix is not rolled out. In a manifest
//! that is applied again and again it is rarely meant.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether it is to run.
//!
//! ```yaml,bad
//! apiVersion: batch/v1
//! kind: CronJob
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   suspend: true
//!   schedule: "0 3 * * *"
//!   jobTemplate:
//!     spec:
//!       template:
//!         spec:
//!           restartPolicy: Never
//!           containers: [{name: nightly, image: registry.example/nightly:1.4}]
//! ```
//!
//! ```yaml,good
//! apiVersion: batch/v1
//! kind: CronJob
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   schedule: "0 3 * * *"
//!   jobTemplate:
//!     spec:
//!       template:
//!         spec:
//!           restartPolicy: Never
//!           containers: [{name: nightly, image: registry.example/nightly:1.4}]
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS038",
        name: "suspended",
        title: "Workload that is held",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-1500")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("batch", "CronJob"), ("batch", "Job"), ("apps", "Deployment")]),
        judge,
    ),
};

fn judge<'a>(workload: &'a Object, sink: &mut Sink<'a>) {
    let (field, what) = match workload.kind() {
        "Deployment" => ("paused", "is paused: changes of its pods do nothing"),
        "Job" => ("suspend", "is suspended: it does not run"),
        _ => ("suspend", "is suspended: no run starts"),
    };
    let Some(node) = workload.root().path(&["spec", field]) else { return };
    if node.as_bool() == Some(true) {
        sink.at(node).say(message!("{} `{}` {}", workload.kind(), workload.name(), what));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn three_kinds() {
        check(
            "OPS038",
            r"
apiVersion: batch/v1
kind: CronJob
metadata: {name: backup, namespace: shop}
spec: {suspend: true}
#               ^^^^ OPS038: CronJob `backup` is suspended: no run starts
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {paused: true, suspend: true}
#              ^^^^ OPS038: Deployment `api` is paused: changes of its pods do nothing
---
apiVersion: batch/v1
kind: Job
metadata: {name: once, namespace: shop}
spec: {suspend: false}
",
        );
    }
}
