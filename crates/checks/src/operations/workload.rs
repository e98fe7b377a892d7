//! What workloads are.

use model::PodView;

/// Whether a pod is one of the kinds of Kubernetes itself, which make Pods of just what is written: the owner of another
/// kind may add to it.
pub(crate) fn is_built_in(pod: PodView<'_>) -> bool {
    matches!(pod.object().group(), "" | "apps" | "batch")
}
