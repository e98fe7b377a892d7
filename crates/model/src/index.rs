//! Sorted indexes over the objects of an Inventory: a few bytes per object, nothing copied.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::{Object, ObjectId};

/// Objects by kind and name, ordered by hash.
#[derive(Debug)]
pub(crate) struct ByName {
    entries: Vec<(u32, ObjectId)>,
}

impl ByName {
    pub(crate) fn new(objects: &[Object]) -> ByName {
        let mut entries: Vec<_> =
            objects.iter().map(|object| (hash(object.kind(), object.name()), object.id())).collect();
        entries.sort_unstable();
        ByName { entries }
    }

    /// Objects that may have this kind and name, in the order of the input; the caller compares.
    pub(crate) fn candidates(&self, kind: &str, name: &str) -> impl Iterator<Item = ObjectId> {
        let hash = hash(kind, name);
        let from = self.entries.partition_point(|(other, _)| *other < hash);
        let entries = self.entries.get(from..).unwrap_or_default().iter();
        entries.take_while(move |(other, _)| *other == hash).map(|(_, id)| *id)
    }
}

fn hash(kind: &str, name: &str) -> u32 {
    let mut hasher = FxHasher::default();
    (kind, name).hash(&mut hasher);
    let hash = hasher.finish();
    #[expect(clippy::cast_possible_truncation, reason = "the upper half of a u64 fits")]
    let upper = (hash >> 32) as u32;
    upper
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
