//! ## What it does
//! Finds a `restartPolicy` other than `Always` in Deployments, DaemonSets, StatefulSets, ReplicaSets and
//! ReplicationControllers, and Jobs and CronJobs without `OnFailure` or `Never`.
//!
//! ## Why is this bad
//! The API server refuses the object: the default, `Always`, too, in a Job.
//!
//! ## Fix safety
//! Safe for `Always`, without which there is no object at all. For a Job only a person knows whether a failed container
//! is to run again in the same Pod.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {restartPolicy: Never, containers: [{name: api, image: registry.example/api:1.4}]}
//! ```
//!
//! ```yaml,bad
//! apiVersion: batch/v1
//! kind: Job
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   template:
//!     spec:
//!       containers: [{name: nightly, image: registry.example/nightly:1.4}]
//! ```
//!
//! ```yaml,good
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
//! apiVersion: batch/v1
//! kind: Job
//! metadata: {name: nightly, namespace: shop}
//! spec:
//!   template:
//!     spec:
//!       restartPolicy: Never
//!       containers: [{name: nightly, image: registry.example/nightly:1.4}]
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::PodView;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS015",
        name: "wrong-restart-policy",
        title: "Restart policy that the kind does not allow",
        severity: Severity::Medium,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("restart-policy"), kube_score("cronjob-restartpolicy")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let object = pod.object();
    let node = pod.spec().get("restartPolicy").filter(|node| !node.is_null());
    let policy = node.and_then(Node::as_str);
    match (object.group(), object.kind()) {
        ("apps", "Deployment" | "DaemonSet" | "StatefulSet" | "ReplicaSet")
        | ("", "ReplicationController") => {
            let (Some(node), Some(policy)) =
                (node, policy.filter(|policy| matches!(&**policy, "OnFailure" | "Never")))
            else {
                return;
            };
            sink.at(node)
                .say(message!(
                    "a {} takes no restartPolicy but Always, so the API server refuses {}",
                    object.kind(),
                    policy
                ))
                .fix(
                    "set restartPolicy: Always",
                    [Change::Replace(node, Value::String("Always".to_owned()))],
                );
        }
        ("batch", "Job" | "CronJob") if policy.as_ref().is_none_or(|policy| policy == "Always") => {
            sink.absent(pod.spec(), "restartPolicy").say(message!(
                "a {} needs restartPolicy OnFailure or Never, so the API server refuses it",
                object.kind()
            ));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_kind() {
        check(
            "OPS015",
            r"
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: api, namespace: shop}
spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: api}]}}}
#                                       ^^^^^^^^^ OPS015: a DaemonSet takes no restartPolicy but Always, so the API server refuses OnFailure
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: api, namespace: shop}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: api}]}}}}}
#                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS015: a CronJob needs restartPolicy OnFailure or Never, so the API server refuses it
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {restartPolicy: Never, containers: [{name: api}]}
",
        );
    }
}
