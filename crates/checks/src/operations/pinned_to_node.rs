//! ## What it does
//! Finds pod templates with a `nodeName`. Pods themselves are left alone: there the scheduler writes it.
//!
//! ## Why is this bad
//! The Pods go to that node past the scheduler: taints and room do not matter, and when the node goes, nothing runs.
//!
//! ## Fix safety
//! There is no fix: a `nodeSelector` or an affinity says what kind of node it is to be.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {nodeName: node-7, containers: [{name: api, image: registry.example/api:1.4}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   nodeName: node-7
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS046",
        name: "pinned-to-node",
        title: "Template that names one node",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    // The scheduler writes it into Pods.
    if pod.is_pod() {
        return;
    }
    let Some(node) = pod.spec().get("nodeName") else { return };
    if let Some(name) = node.as_str().filter(|name| !name.is_empty()) {
        sink.at(node).say(message!(
            "all Pods of {} `{}` go to node `{}`, past the scheduler, whether it has room or not",
            pod.object().kind(),
            pod.object().name(),
            name
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn in_templates() {
        check(
            "OPS046",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {nodeName: node-7, containers: [{name: api}]}}}
#                                  ^^^^^^ OPS046: all Pods of Deployment `api` go to node `node-7`, past the scheduler, whether it has room or not
",
        );
    }
}
