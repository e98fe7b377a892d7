//! ## What it does
//! Finds containers (of any list) that have the name of another container of their pod, and volumes that have the name
//! of another volume.
//!
//! ## Why is this bad
//! The API server refuses the Pod; and where a patch is applied first, by name, one of the two is lost without a word.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether one of them is too much or wrongly named.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!   - name: api
//!     image: registry.example/proxy:2.0
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
//!   - name: proxy
//!     image: registry.example/proxy:2.0
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::operations::repeated::repeated;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS011",
        name: "duplicate-name",
        title: "Two containers or volumes of one name",
        severity: Severity::Medium,
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
    repeated(
        || pod.containers().map(|container| container.node()),
        "name",
        |node, name| {
            sink.at(node)
                .say(message!("there are two containers `{}`, so the API server refuses the pod", name));
        },
    );
    repeated(
        || pod.volumes().map(|volume| volume.node),
        "name",
        |node, name| {
            sink.at(node)
                .say(message!("there are two volumes `{}`, so the API server refuses the pod", name));
        },
    );
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn in_any_list() {
        check(
            "OPS011",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  volumes: [{name: data, emptyDir: {}}, {name: data, emptyDir: {}}]
#                                              ^^^^ OPS011: there are two volumes `data`, so the API server refuses the pod
  initContainers: [{name: api}]
  containers:
  - {name: api}
#          ^^^ OPS011: there are two containers `api`, so the API server refuses the pod
  - {name: proxy}
",
        );
    }
}
