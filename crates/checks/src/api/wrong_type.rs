//! ## What it does
//! Finds values of another type than the field has: a number where a string is wanted, a string where a list is. Custom
//! resources are compared with their CRD where the input has it.
//!
//! ## Why is this bad
//! The API server cannot decode the object and refuses it: a deployment fails in the middle. What other checks say of the object
//! may not be all there is to say, so that the answer as a whole counts as incomplete.
//!
//! ## Fix safety
//! Safe where the same text is meant: a number or a boolean becomes a string by quotes around it, and the other way round. As it
//! stands the object is refused, so nothing that works can change.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env: [{name: VERBOSE, value: true}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env: [{name: VERBOSE, value: "true"}]
//! ```

use std::borrow::Cow;

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use manifest::{Kind, Node};
use schema::{Fault, Problem};

use crate::api::refused::Refused;
use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "API004",
        name: "wrong-type",
        title: "Value of another type than the field",
        severity: Severity::High,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("schema-validation")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Fields(Refused::WrongType, judge),
};

fn judge<'a>(problem: &Problem<'a>, sink: &mut Sink<'a>) {
    let (Fault::WrongType(expected) | Fault::NotOfSchema(expected)) = problem.fault else { return };
    let key = problem.node.key().and_then(|key| key.as_str()).unwrap_or(Cow::Borrowed("the item"));
    let said = sink.at(problem.node).say(message!("`{}` must be {}", key, expected));
    match meant(problem.node, expected) {
        Some(value @ Value::String(_)) => {
            said.fix("put it in quotes", [Change::Replace(problem.node, value)]);
        }
        Some(value) => {
            said.fix("take the quotes away", [Change::Replace(problem.node, value)]);
        }
        None => {}
    }
}

/// The same text as a value of the type that is wanted.
fn meant(node: Node<'_>, expected: &str) -> Option<Value> {
    match (expected, node.kind()) {
        ("a string", Kind::Bool | Kind::Number) => {
            Some(Value::String(node.document().source().slice(node.span()).to_owned()))
        }
        ("an integer", Kind::String) => node.as_str()?.parse().ok().map(Value::Int),
        ("true or false", Kind::String) => node.as_str()?.parse().ok().map(Value::Bool),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn what_kubernetes_cannot_decode() {
        check(
            "API004",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop, annotations: {count: 5}}
#                                                           ^ API004: `count` must be a string
spec:
  replicas: "3"
#           ^^^ API004: `replicas` must be an integer
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
      - name: api
        image: registry.example/api:1.4
        command: run
#                ^^^ API004: `command` must be a list of strings
        args: [--port, 80]
#                      ^^ API004: `the item` must be a string
        resources: {limits: {memory: 1 GB}}
#                                    ^^^^ API004: `memory` must be a quantity such as 100m or 1Gi
"#,
        );
    }
}
