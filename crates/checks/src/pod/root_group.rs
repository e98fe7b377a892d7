//! ## What it does
//! Finds pods whose `runAsGroup`, `fsGroup` or `supplementalGroups` name the group 0.
//!
//! ## Why is this bad
//! Most files of an image belong to the group of root: what that group may write, the program may change. (Images that
//! are made to run under any user need it so.)
//!
//! ## Fix safety
//! There is no fix: files in the image and in volumes belong to the group that it has.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   securityContext:
//!     fsGroup: 0
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
//!   securityContext:
//!     fsGroup: 2000
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::PodView;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD032",
        name: "root-group",
        title: "Pod in the group of root",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[trivy("KSV-0116")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    let Some(context) = pod.security_context() else { return };
    for field in ["runAsGroup", "fsGroup"] {
        if let Some(node) = context.get(field).filter(|node| node.as_i64() == Some(0)) {
            say(node, field, sink);
        }
    }
    for node in context.get("supplementalGroups").into_iter().flat_map(Node::items) {
        if node.as_i64() == Some(0) {
            say(node, "supplementalGroups", sink);
        }
    }
}

fn say<'a>(node: Node<'a>, field: &str, sink: &mut Sink<'a>) {
    sink.at(node)
        .say(message!("by {} the pod is in the group of root, which owns most files of an image", field));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn three_fields() {
        check(
            "POD032",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  securityContext: {runAsGroup: 0, fsGroup: 1, supplementalGroups: [5, 0]}
#                               ^ POD032: by runAsGroup the pod is in the group of root, which owns most files of an image
#                                                                      ^ POD032: by supplementalGroups the pod is in the group of root, which owns most files of an image
  containers: [{name: api}]
",
        );
    }
}
