//! The namespaces of the input, by their labels.

use manifest::Node;
use model::{Inventory, Selector};
use rustc_hash::FxHashMap;

/// Every namespace that is there as far as the input goes: written, used by an object, or of every cluster.
pub(crate) struct Namespaces<'a> {
    /// The labels of each, where they are written.
    labels: FxHashMap<&'a str, Option<Node<'a>>>,
}

impl<'a> Namespaces<'a> {
    /// Those of an Inventory.
    pub fn of(inventory: &'a Inventory) -> Namespaces<'a> {
        let of_kubernetes = ["default", "kube-node-lease", "kube-public", "kube-system"];
        let used = inventory.objects().iter().filter_map(|object| object.namespace());
        let mut labels: FxHashMap<_, _> =
            of_kubernetes.into_iter().chain(used).map(|name| (name, None)).collect();
        let written = inventory.of_kind("", "Namespace");
        labels.extend(written.map(|object| (object.name(), object.root().path(&["metadata", "labels"]))));
        Namespaces { labels }
    }

    /// Those that a selector selects.
    pub fn selected(&self, selector: &Selector) -> impl Iterator<Item = &'a str> {
        let selects = |(name, labels): (&&'a str, &Option<Node<'a>>)| {
            selector.matches_namespace(name, *labels).then_some(*name)
        };
        self.labels.iter().filter_map(selects)
    }
}
