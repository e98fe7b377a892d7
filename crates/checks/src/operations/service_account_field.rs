//! ## What it does
//! Finds pods that name their ServiceAccount by `serviceAccount` alone, or by both names differently.
//!
//! ## Why is this bad
//! The field has been deprecated for as long as it has been there: tools and policies that look at `serviceAccountName`
//! in a manifest do not see it. Where both are written, `serviceAccountName` holds.
//!
//! ## Fix safety
//! Safe: the API server reads both names the same way.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   serviceAccount: api
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
//!   serviceAccountName: api
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
//!   serviceAccount: api
//!   serviceAccountName: api
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Message, Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::PodView;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS034",
        name: "deprecated-service-account-field",
        title: "Old name of the field serviceAccountName",
        severity: Severity::Info,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("deprecated-service-account-field"), kubescape("C-0294")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let Some(node) = pod.spec().get("serviceAccount").filter(|node| !node.is_null()) else { return };
    let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { return };
    // The API server writes both, each the same.
    let new = pod.spec().get("serviceAccountName").and_then(Node::as_str).filter(|name| !name.is_empty());
    match new {
        None => {
            let changes = [
                Change::set(pod.spec(), "serviceAccountName", Value::String(name.to_string())),
                Change::Remove(node),
            ];
            sink.at(node)
                .say(Message::fixed("serviceAccount is the old name of the field serviceAccountName"))
                .fix("rename it to serviceAccountName", changes);
        }
        Some(new) if new != name => {
            sink.at(node)
                .say(message!(
                    "serviceAccount says `{}` and serviceAccountName says `{}`, which holds",
                    name,
                    new
                ))
                .fix("remove serviceAccount", [Change::Remove(node)]);
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn alone_or_different() {
        check(
            "OPS034",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  serviceAccount: api
#                 ^^^ OPS034: serviceAccount is the old name of the field serviceAccountName
  containers: [{name: api}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec:
  serviceAccount: old
#                 ^^^ OPS034: serviceAccount says `old` and serviceAccountName says `new`, which holds
  serviceAccountName: new
  containers: [{name: api}]
",
        );
    }
}
