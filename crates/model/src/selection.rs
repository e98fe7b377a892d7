//! Which objects select which pods: Services, NetworkPolicies, PodDisruptionBudgets, and controllers their own.

use manifest::{Kind, Node};

use crate::{Inventory, Object, ObjectId, PodView, Selector, SelectorError};

impl Object {
    /// The selector by which the object chooses pods of its namespace; `None` where it chooses none, for example a
    /// Service without a selector, and for kinds that choose no pods.
    pub fn pod_selector(&self) -> Result<Option<Selector>, SelectorError> {
        let spec = |key| self.root().path(&["spec", key]).filter(|node| !node.is_null());
        match (self.group(), self.kind()) {
            ("", "Service") => {
                let external = spec("type").and_then(Node::as_str).is_some_and(|kind| kind == "ExternalName");
                let selector = spec("selector").filter(|selector| !external && !is_empty_mapping(*selector));
                selector.map(Selector::of_labels).transpose()
            }
            ("", "ReplicationController") => {
                let selector = spec("selector").filter(|selector| !is_empty_mapping(*selector));
                let labels = || self.root().path(&["spec", "template", "metadata", "labels"]);
                selector.or_else(labels).map(Selector::of_labels).transpose()
            }
            ("apps" | "extensions", "DaemonSet" | "Deployment" | "ReplicaSet" | "StatefulSet") => {
                spec("selector").map(Selector::read).transpose()
            }
            // Not a pointer in the API's type: left out, it is the empty selector.
            ("extensions" | "networking.k8s.io", "NetworkPolicy") => spec("podSelector")
                .map_or(Ok(Some(Selector::default())), |node| Selector::read(node).map(Some)),
            // The empty selector chooses nothing in v1beta1, everything since.
            ("policy", "PodDisruptionBudget") => {
                let nothing = |selector: &Selector| selector.is_empty() && &*self.gvk().version == "v1beta1";
                Ok(spec("selector").map(Selector::read).transpose()?.filter(|selector| !nothing(selector)))
            }
            _ => Ok(None),
        }
    }
}

fn is_empty_mapping(node: Node<'_>) -> bool {
    node.kind() == Kind::Mapping && node.entries().next().is_none()
}

/// For every pod the objects that select it, ordered by pod, then object.
#[derive(Debug)]
pub(crate) struct Selecting {
    pairs: Vec<(u32, ObjectId)>,
}

impl Selecting {
    fn of(inventory: &Inventory) -> Selecting {
        let mut pairs = Vec::new();
        for object in SELECTING.into_iter().flat_map(|(group, kind)| inventory.of_kind(group, kind)) {
            if let Ok(Some(selector)) = object.pod_selector() {
                let pods = inventory.selected(object.namespace(), &selector);
                pairs.extend(pods.map(|pod| (pod.place, object.id())));
            }
        }
        pairs.sort_unstable();
        Selecting { pairs }
    }
}

/// The kinds that act on pods which others make.
const SELECTING: [(&str, &str); 4] = [
    ("", "Service"),
    ("networking.k8s.io", "NetworkPolicy"),
    ("extensions", "NetworkPolicy"),
    ("policy", "PodDisruptionBudget"),
];

impl Inventory {
    /// The pods that an object selects, in the order of the input; none where its selector is not valid
    /// ([`Object::pod_selector`] says why).
    pub fn selected_by(&self, object: &Object) -> Vec<PodView<'_>> {
        let selector = object.pod_selector().ok().flatten();
        selector.map(|selector| self.selected(object.namespace(), &selector).collect()).unwrap_or_default()
    }

    /// The Services, NetworkPolicies and PodDisruptionBudgets that select a pod, in the order of the input. All pods
    /// are looked at the first time, then it is a look-up.
    pub fn selecting(&self, pod: PodView<'_>) -> impl Iterator<Item = &Object> {
        let pairs = &self.selecting.get_or_init(|| Selecting::of(self)).pairs;
        let from = pairs.partition_point(|(other, _)| *other < pod.place);
        let there =
            pairs.get(from..).unwrap_or_default().iter().take_while(move |(other, _)| *other == pod.place);
        there.filter_map(|(_, object)| self.object(*object))
    }
}
