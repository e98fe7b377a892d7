//! ## What it does
//! Finds containers that name no image, in the kinds of Kubernetes itself. (The owner of another kind may fill it in.)
//!
//! ## Why is this bad
//! The API server refuses the Pod.
//!
//! ## Fix safety
//! There is no fix: only a person knows which image was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
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
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::operations::workload::is_built_in;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "IMG007",
        name: "missing-image",
        title: "Container without an image",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    if !is_built_in(container.pod()) {
        return;
    }
    let named = container.image.and_then(Node::as_str).is_some_and(|image| !image.is_empty());
    if !named {
        sink.absent(container.node(), "image")
            .say(message!("container `{}` names no image, so no Pod of it can start", container.name()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_in_kinds_of_kubernetes() {
        check(
            "IMG007",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api}
#       ^^^^^^^^^^^ IMG007: container `api` names no image, so no Pod of it can start
      - {name: empty, image: ""}
#                            ^^ IMG007: container `empty` names no image, so no Pod of it can start
      - {name: good, image: "api:1"}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: user}]}}}
"#,
        );
    }
}
