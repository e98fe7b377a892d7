//! ## What it does
//! Finds Deployments and DaemonSets with `rollingUpdate` beside another type than `RollingUpdate`, or with neither
//! `maxUnavailable` nor `maxSurge` above zero.
//!
//! ## Why is this bad
//! There is no object: the API server refuses it.
//!
//! ## Fix safety
//! Safe: `rollingUpdate` means nothing with another type, and with it there is no object at all. For two zeros there is
//! no fix.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   strategy:
//!     type: Recreate
//!     rollingUpdate: {maxSurge: 1}
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
//!   strategy:
//!     type: RollingUpdate
//!     rollingUpdate: {maxSurge: 1}
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS021",
        name: "invalid-strategy",
        title: "Way of updating that the API server refuses",
        severity: Severity::Medium,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apps", "Deployment"), ("apps", "DaemonSet")]), judge),
};

fn judge<'a>(controller: &'a Object, sink: &mut Sink<'a>) {
    let field = if controller.kind() == "DaemonSet" { "updateStrategy" } else { "strategy" };
    let Some(strategy) = controller.root().path(&["spec", field]) else { return };
    let Some(rolling) = strategy.get("rollingUpdate").filter(|node| !node.is_null()) else { return };
    let kind = strategy.get("type").and_then(Node::as_str);
    if let Some(kind) = kind.filter(|kind| kind != "RollingUpdate") {
        sink.at(rolling)
            .say(message!("with the type {} there is no rollingUpdate: the API server refuses it", kind))
            .fix("remove rollingUpdate", [Change::Remove(rolling)]);
        return;
    }
    let (unavailable, surge) = (rolling.get("maxUnavailable"), rolling.get("maxSurge"));
    // A Deployment has 25 % of both where nothing is written, a DaemonSet one unavailable Pod and no surge.
    let surge_is_zero = surge.map_or(controller.kind() == "DaemonSet", is_zero);
    if let Some(node) = unavailable.filter(|node| is_zero(*node) && surge_is_zero) {
        sink.at(node).say(message!(
            "{} `{}` may neither end a Pod before its successor runs nor start one more: the API server refuses it",
            controller.kind(),
            controller.name()
        ));
    }
}

fn is_zero(node: Node<'_>) -> bool {
    node.as_i64() == Some(0) || node.as_str().is_some_and(|text| matches!(&*text, "0" | "0%"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn types_and_zeros() {
        check(
            "OPS021",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  strategy: {rollingUpdate: {maxUnavailable: 0%, maxSurge: 0}}
#                                            ^^ OPS021: Deployment `api` may neither end a Pod before its successor runs nor start one more: the API server refuses it
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: two, namespace: shop}
spec:
  strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: shop}
spec:
  updateStrategy: {type: OnDelete, rollingUpdate: {maxUnavailable: 1}}
#                                                 ^^^^^^^^^^^^^^^^^^^ OPS021: with the type OnDelete there is no rollingUpdate: the API server refuses it
",
        );
    }
}
