//! ## What it does
//! Finds Deployments, StatefulSets, DaemonSets and ReplicaSets whose selector does not select the labels of their own template.
//!
//! ## Why is this bad
//! The API server refuses the object.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two was meant.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: web}}
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
        id: "OPS008",
        name: "mismatching-selector",
        title: "Controller that does not select its own pods",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("mismatching-selector"),
            kube_score("deployment-pod-selector-labels-match-template-metadata-labels"),
            kube_score("statefulset-pod-selector-labels-match-template-metadata-labels"),
            kubescape("C-0296"),
            popeye("POP-508"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[
            ("apps", "Deployment"),
            ("apps", "StatefulSet"),
            ("apps", "DaemonSet"),
            ("apps", "ReplicaSet"),
        ]),
        judge,
    ),
};

fn judge<'a>(controller: &'a Object, sink: &mut Sink<'a>) {
    let Ok(Some(selector)) = controller.pod_selector() else { return };
    let labels = controller.root().path(&["spec", "template", "metadata", "labels"]);
    let Some(node) = controller.root().path(&["spec", "selector"]).filter(|_| !selector.matches(labels))
    else {
        return;
    };
    let said = sink.at(node).say(message!(
        "{} `{}` does not select the pods of its own template, so the API server refuses it",
        controller.kind(),
        controller.name()
    ));
    if let Some(labels) = labels {
        said.related("the labels of the template", controller, labels);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_labels() {
        check(
            "OPS008",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ OPS008: Deployment `api` does not select the pods of its own template, so the API server refuses it
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
",
        );
    }
}
