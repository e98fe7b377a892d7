//! The answer of the Pod Security engine for one pod, asked once and shared by the checks that translate it.

use manifest::Node;
use model::{Container, KubernetesVersion, PodView};
use podsecurity::{Cause, Version, Violation};

/// Every control that a pod breaks at the restricted level, which includes baseline; one field is one finding.
pub(crate) fn violations(pod: PodView<'_>, version: KubernetesVersion) -> Vec<Violation<'_>> {
    podsecurity::broken_fields(pod, Version::from(version))
}

/// The container that a cause stands in; `None` for the pod's own fields.
pub(crate) fn container<'a>(pod: PodView<'a>, cause: &Cause<'a>) -> Option<Container<'a>> {
    pod.containers().find(|container| container.node().contains(cause.node))
}

/// Whether a cause is the value of a field of this name.
pub(crate) fn is_field(cause: &Cause<'_>, name: &str) -> bool {
    !cause.absent && cause.node.key().and_then(Node::as_str).is_some_and(|key| key == name)
}

/// Who is at fault, as messages name them: the container, or the pod.
pub(crate) fn who(cause: &Cause<'_>) -> String {
    match &cause.container {
        Some(container) => format!("container `{container}`"),
        None => "the pod".to_owned(),
    }
}
