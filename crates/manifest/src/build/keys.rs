//! Keys that stand twice in a mapping.

use rustc_hash::FxHashMap;

use super::{Builder, OpenKey};
use crate::arena::Arena;
use crate::{DuplicateKey, NodeId, Span};

/// Up to how many keys are compared each with each.
const FEW: usize = 24;

impl Builder<'_> {
    /// A mapping is complete: of the keys from `base` on that have the same name, only the last counts.
    pub(super) fn settle_keys(&mut self, base: usize) {
        let keys = self.keys.get(base..).unwrap_or_default();
        if has_repeated_fingerprint(keys) {
            let keys = keys.to_vec();
            self.shadow_repeated(&keys);
        }
        self.keys.truncate(base);
    }

    /// All is read: puts the keys that stand twice in order, and finds those that a merge key has moved.
    pub(super) fn settle_duplicates(&mut self) {
        self.duplicates.sort_by_key(|duplicate| (duplicate.overridden.start, duplicate.key.start));
        let is_place = |arena: &Arena, node: u32, key: Span| {
            let cell = arena.cell(node);
            cell.is_key() && cell.span() == key
        };
        let arena = &self.arena;
        let has_moved = |duplicate: &DuplicateKey| {
            !duplicate.value.0.checked_sub(1).is_some_and(|node| is_place(arena, node, duplicate.key))
        };
        if !self.duplicates.iter().any(has_moved) {
            return;
        }
        let keys = (0..arena.len()).filter(|node| arena.cell(*node).is_key());
        let places: FxHashMap<Span, u32> = keys.map(|node| (arena.cell(node).span(), node)).collect();
        for duplicate in self.duplicates.iter_mut().filter(|duplicate| has_moved(duplicate)) {
            duplicate.value = NodeId(places.get(&duplicate.key).map_or(0, |key| key + 1));
        }
    }

    fn shadow_repeated(&mut self, keys: &[OpenKey]) {
        let mut keys = keys.to_vec();
        keys.sort_by_key(|key| (key.fingerprint, key.node));
        for group in keys.chunk_by(|one, other| one.fingerprint == other.fingerprint) {
            for (index, key) in group.iter().enumerate() {
                self.shadow_if_repeated(key.node, group.get(index + 1..).unwrap_or_default());
            }
        }
    }

    /// Go tells `1` from `"1"` when it looks for keys that stand twice, yet gives both the same name.
    fn shadow_if_repeated(&mut self, node: u32, later: &[OpenKey]) {
        let cell = self.arena.cell(node);
        let (name, value) = (self.context.name(cell), self.context.value(cell));
        let same_name = |other: &&OpenKey| self.context.name(self.arena.cell(other.node)) == name;
        let same_key = |other: &&OpenKey| self.context.value(self.arena.cell(other.node)) == value;
        if !later.iter().any(|other| same_name(&other)) {
            return;
        }
        let winner = later.iter().rev().find(same_key);
        if let Some(winner) = winner {
            let key = self.arena.cell(winner.node).span();
            let value = NodeId(winner.node + 1);
            self.duplicates.push(DuplicateKey { overridden: cell.span(), key, value });
        }
        self.arena.shadow(node, winner.is_some());
    }
}

fn has_repeated_fingerprint(keys: &[OpenKey]) -> bool {
    if keys.len() > FEW {
        let mut sorted: Vec<u32> = keys.iter().map(|key| key.fingerprint).collect();
        sorted.sort_unstable();
        return sorted.array_windows().any(|[one, other]| one == other);
    }
    let mut rest = keys;
    while let Some((key, others)) = rest.split_first() {
        if others.iter().any(|other| other.fingerprint == key.fingerprint) {
            return true;
        }
        rest = others;
    }
    false
}
