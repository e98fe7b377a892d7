//! ## What it does
//! Finds CronJobs without `startingDeadlineSeconds`. It says nothing until that is asked for.
//!
//! ## Why is this bad
//! After an outage a run that was missed is made up for, even when the next one is near: what is to run at night runs
//! at noon. For most Jobs that is as it should be.
//!
//! ## Fix safety
//! There is no fix: how late is too late only a person knows.
//!
//! ## Parameters
//! `required`: whether CronJobs must have a deadline.
//!
//! ```toml
//! [check.OPS036]
//! required = true
//! ```
//!
//! ```yaml,bad
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
use manifest::Node;
use model::Object;

use crate::check::{Check, DefaultValue, Judge, Parameter, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS036",
        name: "no-starting-deadline",
        title: "CronJob that may start at any time later",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("cronjob-has-deadline")],
    },
    parameters: &[Parameter {
        name: "required",
        description: "Whether CronJobs must have a deadline",
        default: DefaultValue::Bool(false),
    }],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("batch", "CronJob")]), judge),
};

fn judge<'a>(job: &'a Object, sink: &mut Sink<'a>) {
    if !sink.parameters().is_true("required") {
        return;
    }
    let Some(spec) = job.root().get("spec") else { return };
    if spec.get("startingDeadlineSeconds").is_none_or(Node::is_null) {
        sink.absent(spec, "startingDeadlineSeconds")
            .say(message!("CronJob `{}` may start however late, after an outage for example", job.name()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn when_asked_for() {
        check_configured(
            "OPS036",
            ("required", ParameterValue::Bool(true)),
            r#"
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, namespace: shop}
spec: {schedule: "0 3 * * *"}
#     ^^^^^^^^^^^^^^^^^^^^^^^ OPS036: CronJob `nightly` may start however late, after an outage for example
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: good, namespace: shop}
spec: {schedule: "0 3 * * *", startingDeadlineSeconds: 5}
"#,
        );
    }
}
