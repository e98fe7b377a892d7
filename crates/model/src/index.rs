//! Sorted indexes over objects and pods of an Inventory: a few bytes for each, nothing copied.

use std::hash::{Hash, Hasher};

use manifest::Node;
use rustc_hash::FxHasher;

use crate::selector::label_value;
use crate::{Object, ObjectId, PodView};

/// Values by the hash of what is asked for; the caller compares.
#[derive(Debug)]
struct ByHash<T> {
    entries: Vec<(u32, T)>,
}

impl<T: Copy + Ord> ByHash<T> {
    fn new<K: Hash>(entries: impl Iterator<Item = (K, T)>) -> ByHash<T> {
        let mut entries: Vec<_> = entries.map(|(key, value)| (hash(&key), value)).collect();
        entries.sort_unstable();
        entries.shrink_to_fit();
        ByHash { entries }
    }

    /// The values of a key, in their order, and perhaps some of other keys.
    fn candidates<K: Hash>(&self, key: &K) -> &[(u32, T)] {
        let hash = hash(key);
        let from = self.entries.partition_point(|(other, _)| *other < hash);
        let rest = self.entries.get(from..).unwrap_or_default();
        let length = rest.iter().take_while(|(other, _)| *other == hash).count();
        rest.get(..length).unwrap_or_default()
    }
}

fn hash<K: Hash>(key: &K) -> u32 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    (hasher.finish() >> 32) as u32
}

/// Objects by kind and name.
#[derive(Debug)]
pub(crate) struct ByName(ByHash<ObjectId>);

impl ByName {
    pub(crate) fn new(objects: &[Object]) -> ByName {
        ByName(ByHash::new(objects.iter().map(|object| ((object.kind(), object.name()), object.id()))))
    }

    /// Objects that may have this kind and name, in the order of the input.
    pub(crate) fn candidates(&self, kind: &str, name: &str) -> impl Iterator<Item = ObjectId> + use<'_> {
        self.0.candidates(&(kind, name)).iter().map(|(_, id)| *id)
    }
}

/// Pods, by their places, by namespace and each of their labels.
#[derive(Debug)]
pub(crate) struct ByLabel(ByHash<u32>);

impl ByLabel {
    pub(crate) fn new<'a>(pods: impl Iterator<Item = PodView<'a>>) -> ByLabel {
        let labels = pods.flat_map(|pod| {
            let labels = pod.labels().into_iter().flat_map(Node::entries);
            labels.filter_map(move |label| {
                let value = label_value(label.value)?;
                Some(((pod.object().namespace(), label.name(), value), pod.place))
            })
        });
        ByLabel(ByHash::new(labels))
    }

    /// Pods that may have this label, in the order of the input.
    pub(crate) fn candidates(
        &self,
        namespace: Option<&str>,
        key: &str,
        value: &str,
    ) -> impl Iterator<Item = u32> + use<'_> {
        self.0.candidates(&(namespace, key, value)).iter().map(|(_, place)| *place)
    }
}

/// Objects ordered by kind and group, then as in the input.
#[derive(Debug)]
pub(crate) struct ByKind {
    ids: Vec<ObjectId>,
}

impl ByKind {
    pub(crate) fn new(objects: &[Object]) -> ByKind {
        let mut order: Vec<&Object> = objects.iter().collect();
        order.sort_by(|left, right| (left.kind(), left.group()).cmp(&(right.kind(), right.group())));
        ByKind { ids: order.into_iter().map(Object::id).collect() }
    }

    /// The objects of a kind, in the order of the input.
    pub(crate) fn ids<'a>(&'a self, objects: &[Object], group: &str, kind: &str) -> &'a [ObjectId] {
        let key = |id: &ObjectId| objects.get(id.0 as usize).map(|object| (object.kind(), object.group()));
        let from = self.ids.partition_point(|id| key(id) < Some((kind, group)));
        let to = self.ids.partition_point(|id| key(id) <= Some((kind, group)));
        self.ids.get(from..to).unwrap_or_default()
    }
}
