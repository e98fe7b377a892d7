//! ## What it does
//! Finds pods with neither `affinity.nodeAffinity` nor a `nodeSelector`. It says nothing until that is asked for.
//!
//! ## Why is this bad
//! Where nodes differ, by architecture, by trust, by price, a Pod that does not say where it belongs comes to run where
//! it should not.
//!
//! ## Fix safety
//! There is no fix: only a person knows where it belongs.
//!
//! ## Parameters
//! `required`: whether pods must say on which nodes they may run.
//!
//! ```toml
//! [check.OPS045]
//! required = true
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
//!   nodeSelector: {pool: front}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Message, Rule, Severity};
use model::PodView;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS045",
        name: "no-node-affinity",
        title: "Pod that may run on any node",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("no-node-affinity")],
    },
    parameters: &[Parameter {
        name: "required",
        description: "Whether pods must say on which nodes they may run",
        default: DefaultValue::Bool(false),
    }],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    if !sink.parameters().is_true("required") {
        return;
    }
    let affinity = pod.spec().path(&["affinity", "nodeAffinity"]).is_some_and(|affinity| !affinity.is_null());
    let selector = pod.spec().get("nodeSelector").is_some_and(|selector| selector.entries().next().is_some());
    if !affinity && !selector {
        sink.absent(pod.spec(), "affinity.nodeAffinity")
            .say(Message::fixed("the pod does not say on which nodes it may run, which is wanted here"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn affinity_or_selector() {
        check_configured(
            "OPS045",
            ("required", ParameterValue::Bool(true)),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  affinity: {podAffinity: {}}
#           ^^^^^^^^^^^^^^^^^ OPS045: the pod does not say on which nodes it may run, which is wanted here
  containers: [{name: api}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec: {affinity: {nodeAffinity: {}}, containers: [{name: api}]}
",
        );
    }
}
