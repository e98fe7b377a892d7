//! Requests and limits of resources.

use manifest::Node;
use model::{Container, ContainerRole, Inventory, PodView};

/// An amount that containers should name.
#[derive(Clone, Copy)]
pub(crate) struct Amount {
    pub bound: Bound,
    /// `memory` or `cpu`.
    pub resource: &'static str,
}

/// What is said of the amount.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    /// This much is set aside.
    Request,
    /// No more than this.
    Limit,
}

impl Amount {
    /// Whether a `resources` mapping names the amount; a limit is the default of the request (`SetDefaults_Pod`).
    fn is_named(self, resources: Option<Node<'_>>) -> bool {
        let has = |key| {
            let amount = resources.and_then(|resources| resources.path(&[key, self.resource]));
            amount.is_some_and(|amount| !amount.is_null())
        };
        has("limits") || self.bound == Bound::Request && has("requests")
    }

    /// The first main container or sidecar of a pod that neither names the amount nor gets it from the pod or from a
    /// LimitRange of its namespace.
    pub fn lacking<'a>(self, inventory: &'a Inventory, pod: PodView<'a>) -> Option<Container<'a>> {
        let mut ranges = inventory.of_kind("", "LimitRange");
        let namespace = pod.object().namespace();
        if self.is_named(pod.spec().get("resources"))
            || ranges.any(|range| range.namespace() == namespace && self.is_given(range.root()))
        {
            return None;
        }
        let stays = |role| matches!(role, ContainerRole::Main | ContainerRole::Sidecar);
        pod.containers()
            .find(|container| stays(container.role()) && !self.is_named(container.node().get("resources")))
    }

    /// Whether a LimitRange gives the amount to containers without one (`LimitRanger` admission): the default limit,
    /// which is the default of the request, or the most that is allowed.
    fn is_given(self, range: Node<'_>) -> bool {
        let keys: &[&str] = match self.bound {
            Bound::Request => &["defaultRequest", "default", "min", "max"],
            Bound::Limit => &["default", "max"],
        };
        let limits = range.path(&["spec", "limits"]).into_iter().flat_map(Node::items);
        let mut of_containers = limits
            .filter(|limit| limit.get("type").and_then(Node::as_str).is_some_and(|kind| kind == "Container"));
        of_containers.any(|limit| keys.iter().any(|key| limit.path(&[key, self.resource]).is_some()))
    }
}

/// The main containers and sidecars that neither name an amount nor get one from their pod or their namespace.
pub(crate) fn without(
    inventory: &Inventory,
    amount: Amount,
) -> impl Iterator<Item = (PodView<'_>, Container<'_>)> {
    let ranges: Vec<_> =
        inventory.of_kind("", "LimitRange").filter(|range| amount.is_given(range.root())).collect();
    inventory
        .pods()
        .filter(move |pod| {
            !amount.is_named(pod.spec().get("resources"))
                && !ranges.iter().any(|range| range.namespace() == pod.object().namespace())
        })
        .flat_map(|pod| pod.containers().map(move |container| (pod, container)))
        .filter(move |(_, container)| {
            matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar)
                && !amount.is_named(container.node().get("resources"))
        })
}
