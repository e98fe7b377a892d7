//! ## What it does
//! Finds labels of objects and pod templates whose key or value is none: too long, or with other characters than
//! letters, digits, `-`, `_` and `.`.
//!
//! ## Why is this bad
//! There is no object: the API server refuses it.
//!
//! ## Fix safety
//! There is no fix: selectors use labels, too.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop, labels: {version: "1.4+build/7"}}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop, labels: {version: "1.4_build.7"}}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Object, is_label_key, is_label_value};

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS020",
        name: "invalid-label",
        title: "Label that the API server refuses",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("label-values")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::All, judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let root = object.root();
    let own = root.path(&["metadata", "labels"]);
    let template = root
        .get("spec")
        .and_then(|spec| spec.get("template"))
        .and_then(|template| template.path(&["metadata", "labels"]));
    for entry in [own, template].into_iter().flatten().flat_map(Node::entries) {
        let key = entry.name();
        if !is_label_key(&key) {
            sink.at(entry.key)
                .say(message!("`{}` cannot be the key of a label, so the API server refuses it", key));
        }
        if let Some(value) = entry.value.as_str().filter(|value| !is_label_value(value)) {
            sink.at(entry.value).say(message!(
                "the label `{}` cannot have the value `{}`: at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends",
                key,
                value
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn keys_and_values() {
        check(
            "OPS020",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels: {app.kubernetes.io/name: api, empty: "", team: "the shop"}
#                                                        ^^^^^^^^^^ OPS020: the label `team` cannot have the value `the shop`: at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends
spec:
  template:
    metadata:
      labels:
        -app: api
#       ^^^^ OPS020: `-app` cannot be the key of a label, so the API server refuses it
        Example.com/app: api
#       ^^^^^^^^^^^^^^^ OPS020: `Example.com/app` cannot be the key of a label, so the API server refuses it
"#,
        );
    }
}
