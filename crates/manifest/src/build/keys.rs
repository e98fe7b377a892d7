//! Keys that stand twice in a mapping.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Builder, OpenKey};
use crate::arena::Arena;
use crate::resolve::Value;
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
            if group.len() > 1 {
                self.shadow_same_names(group);
            }
        }
    }

    /// Of keys with one fingerprint nearly all have one name; those that have not are told apart here.
    fn shadow_same_names(&mut self, keys: &[OpenKey]) {
        let mut names: Vec<(Cow<'_, [u8]>, u32)> =
            keys.iter().map(|key| (self.context.name(self.arena.cell(key.node)), key.node)).collect();
        names.sort();
        for same in names.chunk_by(|one, other| one.0 == other.0) {
            let mut nodes = same.iter().rev().map(|(_, node)| *node);
            let mut winners: Vec<u32> = nodes.next().into_iter().collect();
            for node in nodes {
                self.shadow(node, &mut winners);
            }
        }
    }

    /// A later key has the same name. Go tells `1` from `"1"` when it looks for keys that stand twice, yet
    /// gives both the same name; `winners` are the last keys of each sort.
    fn shadow(&mut self, node: u32, winners: &mut Vec<u32>) {
        let cell = self.arena.cell(node);
        let value = self.context.value(cell);
        let is_text = |value: &Result<Value<'_>, _>| matches!(value, Ok(Value::Text(_) | Value::Bytes(_)));
        let is_same = |winner: &&u32| {
            let other = self.context.value(self.arena.cell(**winner));
            other == value || (is_text(&other) && is_text(&value))
        };
        match winners.iter().find(is_same).copied() {
            Some(winner) => {
                let key = self.arena.cell(winner).span();
                self.duplicates.push(DuplicateKey {
                    overridden: cell.span(),
                    key,
                    value: NodeId(winner + 1),
                });
                self.arena.shadow(node, true);
            }
            None => {
                winners.push(node);
                self.arena.shadow(node, false);
            }
        }
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
