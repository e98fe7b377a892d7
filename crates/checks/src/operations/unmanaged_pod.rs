//! ## What it does
//! Finds Pods that no controller owns.
//!
//! ## Why is this bad
//! When its node goes, the Pod goes, and nothing makes another.
//!
//! ## Fix safety
//! There is no fix: a Deployment, a StatefulSet or a Job makes Pods and replaces them.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
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

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS009",
        name: "unmanaged-pod",
        title: "Pod without a controller",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kubescape("C-0073"), popeye("POP-208")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Pod")]), judge),
};

fn judge<'a>(pod: &'a Object, sink: &mut Sink<'a>) {
    if pod.owners().next().is_some() {
        return;
    }
    let kind = pod.root().get("kind").unwrap_or(pod.root());
    sink.at(kind)
        .say(message!("no controller owns Pod `{}`: when its node goes, nothing replaces it", pod.name()));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn owned_or_not() {
        check(
            "OPS009",
            r#"
apiVersion: v1
kind: Pod
#     ^^^ OPS009: no controller owns Pod `one`: when its node goes, nothing replaces it
metadata: {name: one, namespace: shop}
spec: {containers: [{name: one}]}
---
apiVersion: v1
kind: Pod
metadata:
  name: two
  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: two, uid: "1", controller: true}]
spec: {containers: [{name: two}]}
"#,
        );
    }
}
