//! ## What it does
//! Finds Deployments, DaemonSets and StatefulSets with `revisionHistoryLimit: 0`.
//!
//! ## Why is this bad
//! When an update goes wrong, `kubectl rollout undo` has nothing to go back to. (Who only ever applies from a
//! repository may not need it.)
//!
//! ## Fix safety
//! There is no fix: how many to keep is a matter of taste; the default is 10.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   revisionHistoryLimit: 0
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
//!   revisionHistoryLimit: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS039",
        name: "no-revision-history",
        title: "Workload that cannot go back",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("apps", "Deployment"), ("apps", "DaemonSet"), ("apps", "StatefulSet")]),
        judge,
    ),
};

fn judge<'a>(controller: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = controller.root().path(&["spec", "revisionHistoryLimit"]) else { return };
    if node.as_i64() == Some(0) {
        sink.at(node).say(message!(
            "{} `{}` keeps no earlier revision, so that `kubectl rollout undo` has nothing to go back to",
            controller.kind(),
            controller.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn zero() {
        check(
            "OPS039",
            r"
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec: {revisionHistoryLimit: 0}
#                            ^ OPS039: DaemonSet `agent` keeps no earlier revision, so that `kubectl rollout undo` has nothing to go back to
",
        );
    }
}
