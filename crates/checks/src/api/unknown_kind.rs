//! ## What it does
//! Finds objects in one of Kubernetes' own API groups whose kind that group does not have in the version that is written, or not
//! yet in the Kubernetes version to judge by (`--kubernetes-version`).
//!
//! ## Why is this bad
//! The API server refuses the object: a deployment fails in the middle. Since nobody knows the kind, nothing else of it was
//! checked.
//!
//! ## Fix safety
//! Needs evidence: another version of the group may have other fields and other defaults.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: registry.example/api:1.4}]}}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template: {metadata: {labels: {app: api}}, spec: {containers: [{name: api, image: registry.example/api:1.4}]}}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use schema::{Fault, KindHint, Problem};

use crate::api::refused::Refused;
use crate::change::Change;
use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "API007",
        name: "unknown-kind",
        title: "Kind that does not exist",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Fields(Refused::UnknownKind, judge),
};

fn judge<'a>(problem: &Problem<'a>, sink: &mut Sink<'a>) {
    let Fault::UnknownKind(hint) = &problem.fault else { return };
    let Some(root) = problem.node.parent() else { return };
    let text = |key| root.get(key).and_then(|node| node.as_str()).unwrap_or_default();
    let (kind, api_version) = (text("kind"), text("apiVersion"));
    let message = match hint {
        KindHint::Under(other) => message!("Kubernetes has no {} in {}: use {}", kind, api_version, other),
        KindHint::Misspelt(meant) => {
            message!("Kubernetes has no {} in {}: was {} meant?", kind, api_version, meant)
        }
        KindHint::Later => message!("this version of Kubernetes has no {} in {} yet", kind, api_version),
        KindHint::None => message!("Kubernetes has no {} in {}", kind, api_version),
    };
    let said = sink.at(problem.node).say(message);
    match hint {
        KindHint::Under(other) => {
            let Some(node) = root.get("apiVersion") else { return };
            said.fix(
                format!("set apiVersion: {other}"),
                [Change::Replace(node, Value::String(other.clone()))],
            )
            .needs("that this version has the fields that the object uses");
        }
        KindHint::Misspelt(meant) => {
            said.fix(
                format!("set kind: {meant}"),
                [Change::Replace(problem.node, Value::String((*meant).to_owned()))],
            )
            .needs("that this kind was meant");
        }
        KindHint::Later | KindHint::None => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn of_its_own_groups_only() {
        check(
            "API007",
            r"
apiVersion: apps/v1
kind: Deploymnet
#     ^^^^^^^^^^ API007: Kubernetes has no Deploymnet in apps/v1: was Deployment meant?
metadata: {name: api, namespace: shop}
---
apiVersion: apps/v2
kind: StatefulSet
#     ^^^^^^^^^^^ API007: Kubernetes has no StatefulSet in apps/v2: use apps/v1
metadata: {name: api, namespace: shop}
---
apiVersion: v1
kind: Ingress
#     ^^^^^^^ API007: Kubernetes has no Ingress in v1: use networking.k8s.io/v1
metadata: {name: api, namespace: shop}
---
apiVersion: networking.k8s.io/v1
kind: Gateway
#     ^^^^^^^ API007: Kubernetes has no Gateway in networking.k8s.io/v1
metadata: {name: api, namespace: shop}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: api, namespace: shop}
---
apiVersion: v1
kind: Config
",
        );
    }
}
