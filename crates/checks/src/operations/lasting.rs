//! Containers that are meant to run on.

use manifest::Node;
use model::{Container, ContainerRole, PodView};

/// The main containers of a pod that is started again whenever it ends; none of Jobs.
pub(crate) fn lasting_containers<'a>(pod: PodView<'a>) -> impl Iterator<Item = Container<'a>> {
    let lasting = runs_on(pod);
    pod.containers().filter(move |container| lasting && container.role() == ContainerRole::Main)
}

/// Whether a container is one of them.
pub(crate) fn is_lasting(container: Container<'_>) -> bool {
    container.role() == ContainerRole::Main && runs_on(container.pod())
}

fn runs_on(pod: PodView<'_>) -> bool {
    let policy = pod.spec().get("restartPolicy").and_then(Node::as_str);
    policy.is_none_or(|policy| policy == "Always") && !matches!(pod.object().kind(), "Job" | "CronJob")
}
