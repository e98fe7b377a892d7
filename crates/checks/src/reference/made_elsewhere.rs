//! Pods that are not in the input and yet certainly come: those that the cluster runs for itself, and those that an
//! operator makes from a custom resource of the input.

use manifest::Node;
use model::{Inventory, Object};
use rustc_hash::FxHashSet;

/// What the control plane and the add-ons of every cluster call themselves, in `kube-system`.
const COMPONENTS: [&str; 8] = [
    "coredns",
    "etcd",
    "kube-apiserver",
    "kube-controller-manager",
    "kube-dns",
    "kube-proxy",
    "kube-scheduler",
    "kubelet",
];

/// The custom resources of the input by namespace and name, collected when somebody asks.
pub(crate) struct MadePods<'a> {
    inventory: &'a Inventory,
    resources: Option<FxHashSet<(Option<&'a str>, &'a str)>>,
}

impl<'a> MadePods<'a> {
    pub fn new(inventory: &'a Inventory) -> MadePods<'a> {
        MadePods { inventory, resources: None }
    }

    /// Whether what a selector asks for in a namespace may be Pods that others make: a value of its labels is the name
    /// of a component of the cluster, or of a custom resource of the namespace.
    pub fn may_be_meant(&mut self, namespace: Option<&'a str>, selector: Node<'a>) -> bool {
        let labels = selector.get("matchLabels").unwrap_or(selector);
        let inventory = self.inventory;
        labels.entries().filter_map(|label| label.value.as_str()).any(|value| {
            namespace == Some("kube-system") && COMPONENTS.contains(&&*value)
                || self
                    .resources
                    .get_or_insert_with(|| custom_resources(inventory))
                    .contains(&(namespace, &*value))
        })
    }
}

fn custom_resources(inventory: &Inventory) -> FxHashSet<(Option<&str>, &str)> {
    let is_custom = |object: &&Object| {
        (inventory.options().scope)(object.group(), object.kind()).is_none()
            && inventory.pods_of(object.id()).next().is_none()
    };
    inventory.objects().iter().filter(is_custom).map(|object| (object.namespace(), object.name())).collect()
}
