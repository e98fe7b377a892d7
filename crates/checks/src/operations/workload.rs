//! What workloads are.

use manifest::Node;
use model::{Object, PodView};

/// Whether a pod is one of the kinds of Kubernetes itself, which make Pods of just what is written: the owner of another
/// kind may add to it.
pub(crate) fn is_built_in(pod: PodView<'_>) -> bool {
    matches!(pod.object().group(), "" | "apps" | "batch")
}

/// The replicas that a Deployment or StatefulSet asks for; 1 where it does not say.
pub(crate) fn replicas(controller: &Object) -> i64 {
    controller.root().path(&["spec", "replicas"]).and_then(Node::as_i64).unwrap_or(1)
}
