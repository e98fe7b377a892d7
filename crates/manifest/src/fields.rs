//! Several fields of a mapping in one pass.

use crate::arena::{fingerprint, kept};
use crate::{Document, Kind, Node, NodeId};

/// Names of fields that are looked for together. Made once, as a constant: looking for them compares integers.
#[derive(Debug)]
pub struct FieldNames<const N: usize> {
    names: [&'static str; N],
    fingerprints: [u32; N],
    /// A bit for each fingerprint, by its lowest six bits: most keys are none of the names.
    filter: u64,
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
    /// Those names.
    pub const fn new(names: [&'static str; N]) -> FieldNames<N> {
        let (mut fingerprints, mut filter) = ([0; N], 0);
        let (mut rest, mut index) = (names.as_slice(), 0);
        while let Some((name, tail)) = rest.split_first() {
            let own = kept(fingerprint(name.as_bytes()));
            filter |= bit(own);
            if let Some((_, slots)) = fingerprints.split_at_mut_checked(index)
                && let Some(slot) = slots.first_mut()
            {
                *slot = own;
            }
            (rest, index) = (tail, index + 1);
        }
        FieldNames { names, fingerprints, filter }
    }
}

/// The bit of the filter for a fingerprint.
const fn bit(fingerprint: u32) -> u64 {
    1 << (fingerprint & 63)
}

impl<'d> Node<'d> {
    /// The values of several fields, in the order of their names: what [`Node::get`] returns for each, in one pass.
    pub fn fields<const N: usize>(self, names: &FieldNames<N>) -> [Option<Node<'d>>; N] {
        let mut fields = [None; N];
        for (place, value) in self.named(names) {
            if let Some(field) = fields.get_mut(place) {
                *field = Some(value);
            }
        }
        fields
    }

    /// The entries of a mapping that have one of several names, in the order in which they are written: the place of
    /// the name, and the value.
    pub fn named<'n, const N: usize>(self, names: &'n FieldNames<N>) -> Named<'d, 'n, N> {
        let is_mapping = self.kind() == Kind::Mapping;
        let end = if is_mapping { self.document.arena().past(self.id.0) } else { 0 };
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
            self.next = arena.past(key + 1);
            let Some(fingerprint) = arena.fingerprint_of(key) else { continue };
            if self.names.filter & bit(fingerprint) == 0 {
                continue;
            }
            let mut known = self.names.fingerprints.iter().zip(&self.names.names);
            let is_named =
                |(own, name): (&u32, &&str)| *own == fingerprint && self.document.is_named(key, name);
            if let Some(place) = known.position(is_named) {
                return Some((place, Node { document: self.document, id: NodeId(key + 1) }));
            }
        }
        None
    }
}
