//! Containers that are meant to run on.

use manifest::Node;
use model::{Container, ContainerRole, PodView};

/// The containers of a pod that is started again whenever it ends: main ones and sidecars; none of Jobs.
pub(crate) fn lasting_containers<'a>(pod: PodView<'a>) -> impl Iterator<Item = Container<'a>> {
    let policy = pod.spec().get("restartPolicy").and_then(Node::as_str);
    let lasting = policy.is_none_or(|policy| policy == "Always");
    let kind = pod.object().kind();
    let lasting = lasting && !matches!(kind, "Job" | "CronJob");
    pod.containers().filter(move |container| lasting && container.role() == ContainerRole::Main)
}
