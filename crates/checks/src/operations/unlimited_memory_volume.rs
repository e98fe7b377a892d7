//! ## What it does
//! Finds volumes of the kind `emptyDir` with `medium: Memory` that have no `sizeLimit`, in pods where not every
//! container has a limit of memory.
//!
//! ## Why is this bad
//! What is written there is memory of the node. With a limit of memory in every container the volume is no larger than
//! those together; without one it may grow to half of the node.
//!
//! ## Fix safety
//! There is no fix: only measuring says how much is needed.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   volumes: [{name: cache, emptyDir: {medium: Memory}}]
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
//!   volumes: [{name: cache, emptyDir: {medium: Memory, sizeLimit: 64Mi}}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{ContainerRole, PodView};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS027",
        name: "unlimited-memory-volume",
        title: "Volume in memory without a limit",
        severity: Severity::Low,
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
    for volume in pod.volumes() {
        let Some(directory) = volume.node.get("emptyDir") else { continue };
        let in_memory =
            directory.get("medium").and_then(Node::as_str).is_some_and(|medium| medium == "Memory");
        if in_memory && directory.get("sizeLimit").is_none_or(Node::is_null) && !is_limited(pod) {
            sink.absent(directory, "sizeLimit").say(message!(
                "what is written to volume `{}` takes the memory of the node, without a limit",
                volume.name()
            ));
        }
    }
}

/// Whether all containers together have a limit of memory: then that bounds the volume, too.
fn is_limited(pod: PodView<'_>) -> bool {
    let limited =
        |node: Node<'_>| node.path(&["resources", "limits", "memory"]).is_some_and(|limit| !limit.is_null());
    limited(pod.spec())
        || pod
            .containers()
            .filter(|container| matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar))
            .all(|container| limited(container.node()))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn without_any_limit() {
        check(
            "OPS027",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  volumes: [{name: cache, emptyDir: {medium: Memory}}, {name: disk, emptyDir: {}}]
#                                   ^^^^^^^^^^^^^^^^ OPS027: what is written to volume `cache` takes the memory of the node, without a limit
  containers: [{name: api}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec:
  volumes: [{name: cache, emptyDir: {medium: Memory}}]
  containers: [{name: api, resources: {limits: {memory: 1Gi}}}]
",
        );
    }
}
