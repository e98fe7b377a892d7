//! ## What it does
//! Finds fields that the kind of the object does not have, in the Kubernetes version to judge by (`--kubernetes-version`), and
//! names the field that was probably meant. Custom resources are compared with their CRD where the input has it.
//!
//! ## Why is this bad
//! The API server drops the field: what it was to limit or to allow stays as it is by default. `kubectl apply` refuses the
//! object with strict validation, which is its default, but Helm, many operators and older clients do not.
//!
//! ## Fix safety
//! Needs evidence: only a person knows which field was meant. There is a fix where the name is nearly that of a field which the
//! object does not set yet.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securitycontext: {readOnlyRootFilesystem: true}
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
//!     securityContext: {readOnlyRootFilesystem: true}
//! ```

use finding::{Message, Rule, Safety, Severity, message};
use manifest::edit::Value;
use schema::{Fault, Hint, Problem};

use crate::api::refused::Refused;
use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "API003",
        name: "unknown-field",
        title: "Field that does not exist",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("schema-validation")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Fields(Refused::UnknownField, judge),
};

fn judge<'a>(problem: &Problem<'a>, sink: &mut Sink<'a>) {
    let Fault::UnknownField(hint) = &problem.fault else { return };
    let name = problem.node.as_str().unwrap_or_default();
    let said = sink.at(problem.node).say(sentence(&name, hint.as_ref()));
    if let Some(Hint::Misspelt(meant)) = hint {
        let change = Change::Replace(problem.node, Value::String(meant.to_string()));
        said.fix(format!("rename it to {meant}"), [change]).needs("that this field was meant");
    }
}

fn sentence(name: &str, hint: Option<&Hint<'_>>) -> Message {
    match hint {
        Some(Hint::Misspelt(meant)) => message!("there is no field `{}` here: was `{}` meant?", name, meant),
        Some(Hint::Like(near)) => {
            message!("there is no field `{}` here; `{}`, the nearest, takes other values", name, near)
        }
        Some(Hint::Below(field)) => {
            message!("there is no field `{}` here: it belongs into `{}`", name, field)
        }
        Some(Hint::Above(1)) => message!("there is no field `{}` here: it belongs one level up", name),
        Some(Hint::Above(levels)) => {
            message!("there is no field `{}` here: it belongs {} levels up", name, levels)
        }
        Some(Hint::OtherVersion(Some(minor))) => {
            message!("there is no field `{}` here before Kubernetes v1.{}", name, minor)
        }
        Some(Hint::OtherVersion(None)) => message!("there is no field `{}` here any more", name),
        None => message!("there is no field `{}` here", name),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn misspelt_and_misplaced() {
        check(
            "API003",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replcas: 3
# ^^^^^^^ API003: there is no field `replcas` here: was `replicas` meant?
  selector: {matchLabels: {app: api}}
  serviceAccountName: api
# ^^^^^^^^^^^^^^^^^^ API003: there is no field `serviceAccountName` here
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
      - name: api
        runAsUser: 1000
#       ^^^^^^^^^ API003: there is no field `runAsUser` here: it belongs into `securityContext`
        port: 80
#       ^^^^ API003: there is no field `port` here; `ports`, the nearest, takes other values
        hostNetwork: true
#       ^^^^^^^^^^^ API003: there is no field `hostNetwork` here: it belongs one level up
        resources: {limits: {cpu: 1}, memory: 1Gi}
#                                     ^^^^^^ API003: there is no field `memory` here
        env: [{name: A, valeu: b, value: c}]
#                       ^^^^^ API003: there is no field `valeu` here
",
        );
    }

    #[test]
    fn custom_resources_by_their_definition() {
        check(
            "API003",
            r"
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.org}
spec:
  group: example.org
  names: {kind: Widget, plural: widgets}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties: {colour: {type: string}, free: {type: object, x-kubernetes-preserve-unknown-fields: true}}
---
apiVersion: example.org/v1
kind: Widget
metadata: {name: a, namespace: shop}
spec: {color: red, free: {any: thing}}
#      ^^^^^ API003: there is no field `color` here: was `colour` meant?
state: new
#^^^^ API003: there is no field `state` here
---
apiVersion: example.org/v1
kind: Unknown
metadata: {name: a, namespace: shop}
spec: {color: red}
",
        );
    }
}
