//! ## What it does
//! Finds StatefulSets without a `serviceName`.
//!
//! ## Why is this bad
//! Only by the headless Service of that name do Pods have names of their own in DNS: `db-0.db.shop.svc`. A StatefulSet
//! that needs none of that is often better off as a Deployment.
//!
//! ## Fix safety
//! There is no fix: the Service must be there, too, and the field cannot be changed later.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: StatefulSet
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
//! kind: StatefulSet
//! metadata: {name: api, namespace: shop}
//! spec:
//!   serviceName: api
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
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
        id: "OPS042",
        name: "no-service-name",
        title: "StatefulSet whose Pods have no names",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("statefulset-has-servicename")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apps", "StatefulSet")]), judge),
};

fn judge<'a>(set: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = set.root().get("spec") else { return };
    let named = spec.get("serviceName").and_then(Node::as_str).is_some_and(|name| !name.is_empty());
    if !named {
        sink.absent(spec, "serviceName").say(message!(
            "the Pods of StatefulSet `{}` have no names in DNS, by which they would find each other",
            set.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn without_the_field() {
        check(
            "OPS042",
            r"
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {replicas: 1}
#     ^^^^^^^^^^^^^ OPS042: the Pods of StatefulSet `db` have no names in DNS, by which they would find each other
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: two, namespace: shop}
spec: {serviceName: db}
",
        );
    }
}
