//! ## What it does
//! Finds CronJobs whose `startingDeadlineSeconds` is less than 10.
//!
//! ## Why is this bad
//! The controller looks at CronJobs every ten seconds. With a shorter deadline it may find that the time is over: the
//! run does not happen, and nothing fails.
//!
//! ## Fix safety
//! There is no fix: how late is too late only a person knows; 10 or more works.
//!
//! ```yaml,bad
//! apiVersion: batch/v1
//! kind: CronJob
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   startingDeadlineSeconds: 5
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
//!   startingDeadlineSeconds: 600
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
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS037",
        name: "short-starting-deadline",
        title: "CronJob whose runs are dropped",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("batch", "CronJob")]), judge),
};

/// The controller looks at CronJobs this often, in seconds.
const LOOKED_AT: i64 = 10;

fn judge<'a>(job: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = job.root().path(&["spec", "startingDeadlineSeconds"]) else { return };
    let Some(seconds) = node.as_i64().filter(|seconds| (0..LOOKED_AT).contains(seconds)) else { return };
    sink.at(node).say(message!(
        "CronJob `{}` must start within {} seconds, and the controller looks every 10: runs are dropped",
        job.name(),
        seconds
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn below_ten() {
        check(
            "OPS037",
            r"
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec: {startingDeadlineSeconds: 9}
#                               ^ OPS037: CronJob `nightly` must start within 9 seconds, and the controller looks every 10: runs are dropped
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: good, namespace: shop}
spec: {startingDeadlineSeconds: 10}
",
        );
    }
}
