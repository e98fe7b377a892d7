//! ## What it does
//! Finds Jobs without `ttlSecondsAfterFinished` that neither another object made nor Helm runs as a hook.
//!
//! ## Why is this bad
//! The Job and its Pods stay in the cluster until somebody deletes them; and since the template of a Job cannot be
//! changed, the next version of it cannot be applied before that.
//!
//! ## Fix safety
//! There is no fix: how long anybody wants to look at it only a person knows.
//!
//! ```yaml,bad
//! apiVersion: batch/v1
//! kind: Job
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   template:
//!     spec:
//!       restartPolicy: Never
//!       containers: [{name: nightly, image: registry.example/nightly:1.4}]
//! ```
//!
//! ```yaml,good
//! apiVersion: batch/v1
//! kind: Job
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   ttlSecondsAfterFinished: 86400
//!   template:
//!     spec:
//!       restartPolicy: Never
//!       containers: [{name: nightly, image: registry.example/nightly:1.4}]
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
        id: "OPS035",
        name: "lasting-job",
        title: "Job that stays when it is done",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("job-ttl-seconds-after-finished")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("batch", "Job")]), judge),
};

fn judge<'a>(job: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = job.root().get("spec") else { return };
    let kept = spec.get("ttlSecondsAfterFinished").is_none_or(Node::is_null);
    // What makes Jobs, and Helm, clear them away themselves.
    let cleared = job.owners().next().is_some() || job.annotation("helm.sh/hook").is_some();
    if kept && !cleared {
        sink.absent(spec, "ttlSecondsAfterFinished").say(message!(
            "Job `{}` and its Pods stay when it is done, and the Job cannot be applied again with another image",
            job.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn that_nobody_clears() {
        check(
            "OPS035",
            r"
apiVersion: batch/v1
kind: Job
metadata: {name: migrate, namespace: shop}
spec: {template: {spec: {containers: [{name: a}]}}}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS035: Job `migrate` and its Pods stay when it is done, and the Job cannot be applied again with another image
---
apiVersion: batch/v1
kind: Job
metadata: {name: hook, annotations: {helm.sh/hook: pre-install}}
spec: {template: {spec: {containers: [{name: a}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: owned, ownerReferences: [{kind: CronJob, name: nightly}]}
spec: {template: {spec: {containers: [{name: a}]}}}
",
        );
    }
}
