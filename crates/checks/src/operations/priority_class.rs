//! ## What it does
//! Finds pods whose `priorityClassName` is not on a list, or that have none. It says nothing until the list is set.
//!
//! ## Why is this bad
//! When nodes are full, Pods of a higher priority push others out: a class that anybody takes is worth nothing to those
//! it was made for.
//!
//! ## Fix safety
//! There is no fix: only a person knows how much the Pod matters.
//!
//! ## Parameters
//! `allowed`: the classes that pods may have, as globs; with `*` any, but one.
//!
//! ```toml
//! [check.OPS031]
//! allowed = ["shop-*"]
//! ```
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
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   priorityClassName: shop-front
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Message, Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::glob::matches;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS031",
        name: "unlisted-priority-class",
        title: "Priority class that is not wanted here",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("priority-class-name"), polaris("priorityClassNotSet")],
    },
    parameters: &[Parameter {
        name: "allowed",
        description: "Priority classes that pods may have; globs",
        default: DefaultValue::List(&[]),
    }],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let allowed = sink.parameters().list("allowed");
    if allowed.is_empty() {
        return;
    }
    let node = pod.spec().get("priorityClassName").filter(|node| !node.is_null());
    let name = node.and_then(Node::as_str).unwrap_or_default();
    if allowed.iter().any(|class| matches(class, &name)) {
        return;
    }
    let at = sink.absent(pod.spec(), "priorityClassName");
    if name.is_empty() {
        at.say(Message::fixed("the pod has no priority class, and one is wanted here"));
    } else {
        at.say(message!("the pod has the priority class `{}`, which is not one of those wanted here", name));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn on_the_list() {
        check_configured(
            "OPS031",
            ("allowed", ParameterValue::List(vec!["shop-*".to_owned()])),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec: {containers: [{name: api}]}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS031: the pod has no priority class, and one is wanted here
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec: {priorityClassName: system-node-critical, containers: [{name: api}]}
#                         ^^^^^^^^^^^^^^^^^^^^ OPS031: the pod has the priority class `system-node-critical`, which is not one of those wanted here
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop}
spec: {priorityClassName: shop-back, containers: [{name: api}]}
",
        );
    }
}
