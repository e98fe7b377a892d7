//! Several fields of a mapping in one pass.

use crate::arena::{fingerprint, kept};
use crate::{Document, Kind, Node, NodeId};

/// Names of fields that are looked for together. Made once, as a constant: looking for them compares integers.
#[derive(Debug)]
pub struct FieldNames<const N: usize> {
    names: [&'static str; N],
    fingerprints: [u32; N],
    /// By the lowest six bits of a fingerprint, the place of the first name that has them, else [`NOWHERE`]: most
    /// keys are none of the names.
    first: [u8; SLOTS],
}

const SLOTS: usize = 64;
const NOWHERE: u8 = u8::MAX;

/// The values of several fields of one mapping; see [`Node::fields`].
#[derive(Clone, Copy)]
pub struct Fields<'d, const N: usize> {
    document: &'d Document,
    /// Nodes, 0 for a field that is not there: the first node of a document is no value of a mapping.
    values: [u32; N],
}

/// Iterates over the entries that have one of several names; see [`Node::named`].
#[derive(Clone)]
pub struct Named<'d, 'n, const N: usize> {
    document: &'d Document,
    names: &'n FieldNames<N>,
    next: u32,
    end: u32,
}

impl<const N: usize> FieldNames<N> {
    /// Those names, 255 at most.
    pub const fn new(names: [&'static str; N]) -> FieldNames<N> {
        assert!(N <= NOWHERE as usize, "more names than places");
        let (mut fingerprints, mut first) = ([0; N], [NOWHERE; SLOTS]);
        let mut place = N;
        let (mut names_left, mut slots_left) = (names.as_slice(), fingerprints.as_mut_slice());
        while let (Some((name, names)), Some((slot, slots))) =
            (names_left.split_last(), slots_left.split_last_mut())
        {
            place -= 1;
            *slot = kept(fingerprint(name.as_bytes()));
            if let Some((_, rest)) = first.split_at_mut_checked(slot_of(*slot))
                && let Some(first) = rest.first_mut()
            {
                *first = place as u8;
            }
            (names_left, slots_left) = (names, slots);
        }
        FieldNames { names, fingerprints, first }
    }

    /// The place of the name of a key, given what is kept of its fingerprint.
    #[inline]
    fn place(&self, document: &Document, key: u32, fingerprint: u32) -> Option<usize> {
        let first = *self.first.get(slot_of(fingerprint))?;
        if first == NOWHERE {
            return None;
        }
        let is_named = |place: &usize| {
            self.fingerprints.get(*place) == Some(&fingerprint)
                && self.names.get(*place).is_some_and(|name| document.is_named(key, name))
        };
        (usize::from(first)..N).find(is_named)
    }
}

const fn slot_of(fingerprint: u32) -> usize {
    fingerprint as usize % SLOTS
}

impl<'d, const N: usize> Fields<'d, N> {
    /// The value of the field whose name has this place among the names.
    #[inline]
    pub fn get(&self, place: usize) -> Option<Node<'d>> {
        let value = self.values.get(place).copied().filter(|value| *value != 0)?;
        Some(Node { document: self.document, id: NodeId(value) })
    }

    /// Whether the field whose name has this place is there.
    #[inline]
    pub fn has(&self, place: usize) -> bool {
        self.values.get(place).is_some_and(|value| *value != 0)
    }
}

impl<'d> Node<'d> {
    /// The values of several fields: what [`Node::get`] returns for each, in one pass.
    pub fn fields<const N: usize>(self, names: &FieldNames<N>) -> Fields<'d, N> {
        let mut fields = Fields { document: self.document, values: [0; N] };
        for (place, value) in self.named(names) {
            if let Some(field) = fields.values.get_mut(place) {
                *field = value.id.0;
            }
        }
        fields
    }

    /// The entries of a mapping that have one of several names, in the order in which they are written: the place of
    /// the name, and the value.
    pub fn named<'n, const N: usize>(self, names: &'n FieldNames<N>) -> Named<'d, 'n, N> {
        let is_mapping = self.kind() == Kind::Mapping;
        let end = if is_mapping { self.document.arena().past_value(self.id.0) } else { 0 };
        Named { document: self.document, names, next: self.id.0 + 1, end }
    }
}

impl<'d, const N: usize> Iterator for Named<'d, '_, N> {
    type Item = (usize, Node<'d>);

    #[inline]
    fn next(&mut self) -> Option<(usize, Node<'d>)> {
        let arena = self.document.arena();
        while self.next < self.end {
            let key = self.next;
            self.next = arena.past_value(key + 1);
            let Some(fingerprint) = arena.fingerprint_of(key) else { continue };
            if let Some(place) = self.names.place(self.document, key, fingerprint) {
                return Some((place, Node { document: self.document, id: NodeId(key + 1) }));
            }
        }
        None
    }
}
