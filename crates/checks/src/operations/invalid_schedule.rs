//! ## What it does
//! Finds CronJobs whose `schedule` cannot be read: not five fields, numbers out of range, days or months that do not
//! exist, or `TZ=` in front, which Kubernetes refuses in favour of `timeZone`.
//!
//! ## Why is this bad
//! There is no object: the API server refuses it.
//!
//! ## Fix safety
//! There is no fix: only a person knows when it is to run.
//!
//! ```yaml,bad
//! apiVersion: batch/v1
//! kind: CronJob
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   schedule: "0 25 * * *"
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
use crate::context::EVERYWHERE;
use crate::operations::schedule::read;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS048",
        name: "invalid-schedule",
        title: "Schedule that is none",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("batch", "CronJob")]), judge),
};

fn judge<'a>(job: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = job.root().path(&["spec", "schedule"]) else { return };
    let Some(text) = node.as_str() else { return };
    if let Err(problem) = read(&text) {
        sink.at(node).say(message!(
            "the schedule `{}` of CronJob `{}` cannot be read: {}",
            text,
            job.name(),
            problem
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn as_the_controller_reads_it() {
        check(
            "OPS048",
            r#"
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec: {schedule: "0 0 3 * * *"}
#                ^^^^^^^^^^^^^ OPS048: the schedule `0 0 3 * * *` of CronJob `nightly` cannot be read: it has 6 fields, and 5 are needed: minute, hour, day, month, weekday
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: two, namespace: shop}
spec: {schedule: "61 * * * *"}
#                ^^^^^^^^^^^^ OPS048: the schedule `61 * * * *` of CronJob `two` cannot be read: 61 is no minute
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: good, namespace: shop}
spec: {schedule: "*/5,7 1-3 ? jan-MAR Mon"}
"#,
        );
    }
}
