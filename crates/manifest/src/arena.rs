//! The nodes of a document: 8 bytes each, in the order in which they are written, a mapping's keys among
//! them.

mod cell;

use crate::resolve::Tag;
use crate::{Kind, Span, Style};
pub(crate) use cell::Cell;
use cell::{KEY, KIND, OVERRIDDEN, SHADOWED, STYLES, VERBATIM, WIDE};

/// A node as it is kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed {
    start: u32,
    /// From the lowest bit: 3 kind, 3 style, 5 flags, and 21 bits that are for a key 12 of its name's
    /// fingerprint and 9 of its length, for all else the size.
    bits: u32,
}

/// What does not fit into 8 bytes.
#[derive(Clone, Copy, Debug)]
struct Wide {
    node: u32,
    size: u32,
    extra: u32,
    tag: Tag,
}

const FLAGS: u32 = (1 << SIZE) - 1;
const SIZE: u32 = 11;
const KEY_SIZES: u32 = 1 << 9;
const FINGERPRINT: u32 = SIZE + 9;
const SIZES: u32 = 1 << (32 - SIZE);

/// An integer that stands for a key's name, so that looking for a key compares integers. Nodes keep the upper
/// 12 bits.
#[inline]
pub(crate) const fn fingerprint(name: &[u8]) -> u32 {
    let mut hash = name.len() as u64;
    if let Some(last) = name.last_chunk::<8>() {
        let mut rest = name;
        while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
            hash = mix(hash, u64::from_le_bytes(*chunk));
            rest = tail;
        }
        hash = mix(hash, u64::from_le_bytes(*last));
    } else if let (Some(first), Some(last)) = (name.first_chunk::<4>(), name.last_chunk::<4>()) {
        let both = (u32::from_le_bytes(*first) as u64) << 32 | u32::from_le_bytes(*last) as u64;
        hash = mix(hash, both);
    } else {
        let mut rest = name;
        while let Some((byte, tail)) = rest.split_first() {
            hash = mix(hash, *byte as u64);
            rest = tail;
        }
    }
    (hash >> 32) as u32
}

#[inline]
const fn mix(hash: u64, part: u64) -> u64 {
    (hash.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// What a node keeps of a fingerprint.
#[inline]
pub(crate) const fn kept(fingerprint: u32) -> u32 {
    fingerprint >> FINGERPRINT
}

/// The nodes of one document, or a part of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    cells: Vec<Packed>,
    /// By node.
    wides: Vec<Wide>,
    /// Ranges of nodes that came through an alias, by their first node.
    pub(crate) aliases: Vec<Alias>,
}

/// A range of nodes that came through an alias.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alias {
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// Where the alias stands.
    pub(crate) span: Span,
    /// The index of the alias that this one came through.
    pub(crate) outer: Option<u32>,
}

impl Arena {
    pub(crate) fn with_capacity(nodes: usize) -> Arena {
        Arena { cells: Vec::with_capacity(nodes), wides: Vec::new(), aliases: Vec::new() }
    }

    /// The number of nodes.
    #[inline]
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.cells.len()).unwrap_or(u32::MAX)
    }

    /// The memory that the nodes take, in bytes.
    pub(crate) fn size(&self) -> usize {
        size_of_val(self.cells.as_slice())
            + size_of_val(self.wides.as_slice())
            + size_of_val(self.aliases.as_slice())
    }

    /// A sum over one node of as many as stand in so many bytes.
    pub(crate) fn sum(&self, bytes: usize) -> u32 {
        let some = self.cells.iter().step_by(bytes / size_of::<Packed>());
        some.fold(0, |all, packed| all ^ packed.start)
    }

    /// Gives back what was reserved and not used.
    pub(crate) fn shrink(&mut self) {
        self.cells.shrink_to_fit();
        self.wides.shrink_to_fit();
        self.aliases.shrink_to_fit();
    }

    /// Adds a scalar that is a value, or a collection.
    #[inline]
    pub(crate) fn push(&mut self, cell: Cell) {
        let node = self.len();
        let is_wide = cell.size >= SIZES || cell.extra != 0 || cell.tag != Tag::None;
        self.push_packed(cell, if is_wide { 0 } else { cell.size << SIZE });
        if is_wide {
            self.widen(node, cell);
        }
    }

    /// Adds a scalar that is a key.
    #[inline]
    pub(crate) fn push_key(&mut self, cell: Cell, fingerprint: u32) {
        let node = self.len();
        let is_wide = cell.size >= KEY_SIZES || cell.extra != 0 || cell.tag != Tag::None;
        let size = if is_wide { 0 } else { cell.size };
        self.push_packed(cell, KEY | size << SIZE | kept(fingerprint) << FINGERPRINT);
        if is_wide {
            self.widen(node, cell);
        }
    }

    #[inline]
    fn push_packed(&mut self, cell: Cell, bits: u32) {
        self.cells.push(Packed { start: cell.start, bits: cell.flags | bits });
    }

    /// Keeps the rest of a node aside.
    fn widen(&mut self, node: u32, cell: Cell) {
        let wide = Wide { node, size: cell.size, extra: cell.extra, tag: cell.tag };
        let place = self.wides.partition_point(|wide| wide.node < node);
        self.wides.insert(place, wide);
        if let Some(packed) = self.cells.get_mut(node as usize) {
            packed.bits |= WIDE;
        }
    }

    /// A collection is complete: all nodes behind it are in it. `end` is noted if it is given.
    #[inline]
    pub(crate) fn close(&mut self, node: u32, end: Option<u32>) {
        let size = self.len().saturating_sub(node + 1);
        let Some(packed) = self.cells.get_mut(node as usize) else { return };
        if size < SIZES && end.is_none() {
            packed.bits = packed.bits & FLAGS | size << SIZE;
        } else {
            let cell = Cell { size, extra: end.unwrap_or(0), ..packed.unpack() };
            self.widen(node, cell);
        }
    }

    #[inline]
    pub(crate) fn cell(&self, node: u32) -> Cell {
        const NOTHING: Packed = Packed { start: 0, bits: 0 };
        let packed = self.cells.get(node as usize).copied().unwrap_or(NOTHING);
        let cell = packed.unpack();
        if packed.bits & WIDE == 0 { cell } else { self.unpack_wide(node, cell) }
    }

    #[cold]
    fn unpack_wide(&self, node: u32, cell: Cell) -> Cell {
        let place = self.wides.partition_point(|wide| wide.node < node);
        match self.wides.get(place) {
            Some(wide) => Cell { size: wide.size, extra: wide.extra, tag: wide.tag, ..cell },
            None => cell,
        }
    }

    /// The index past a node and all that it holds.
    #[inline]
    pub(crate) fn past(&self, node: u32) -> u32 {
        let cell = self.cell(node);
        if cell.is_collection() { node + 1 + cell.size } else { node + 1 }
    }

    /// The same of a node that is no key: every look-up walks by it.
    #[inline]
    pub(crate) fn past_value(&self, node: u32) -> u32 {
        match self.cells.get(node as usize) {
            Some(packed) if packed.bits & KIND < Kind::Sequence as u32 => node + 1,
            Some(packed) if packed.bits & WIDE == 0 => node + 1 + (packed.bits >> SIZE),
            _ => self.past(node),
        }
    }

    #[inline]
    fn is_collection(&self, node: u32) -> bool {
        self.cells.get(node as usize).is_some_and(|packed| packed.bits & KIND >= Kind::Sequence as u32)
    }

    /// What a node is.
    #[inline]
    pub(crate) fn kind(&self, node: u32) -> Kind {
        self.cells.get(node as usize).map_or(Kind::Null, |packed| cell::kind(packed.bits))
    }

    /// Whether a key counts.
    #[inline]
    pub(crate) fn counts(&self, key: u32) -> bool {
        self.cells.get(key as usize).is_some_and(|packed| packed.bits & SHADOWED == 0)
    }

    /// Where a node starts.
    #[inline]
    pub(crate) fn start(&self, node: u32) -> u32 {
        self.cells.get(node as usize).map_or(0, |packed| packed.start)
    }

    /// Where the text of a string is written that stands for itself, as nearly all do; without its quotes.
    #[inline]
    pub(crate) fn simple_text(&self, node: u32) -> Option<Span> {
        const SIMPLE: u32 = Kind::String as u32 | VERBATIM;
        let packed = self.cells.get(node as usize)?;
        if packed.bits & (KIND | VERBATIM | WIDE) != SIMPLE {
            return None;
        }
        let cell = packed.unpack();
        let span = cell.span();
        match cell.style() {
            Style::Plain => Some(span),
            Style::SingleQuoted | Style::DoubleQuoted => {
                Some(Span { start: span.start + 1, end: span.end.checked_sub(1)? })
            }
            _ => None,
        }
    }

    /// Where the name of a key is written, if it is plain text that stands for itself, as nearly all are.
    #[inline]
    pub(crate) fn plain_name(&self, key: u32) -> Option<Span> {
        const PLAIN: u32 = Kind::String as u32 | VERBATIM;
        let packed = self.cells.get(key as usize)?;
        let is_plain = packed.bits & (KIND | STYLES | VERBATIM | WIDE | KEY) == PLAIN | KEY;
        let length = packed.bits >> SIZE & (KEY_SIZES - 1);
        is_plain.then_some(Span { start: packed.start, end: packed.start + length })
    }

    /// The key of a mapping that counts and can have a name with this fingerprint, from a key on; `past` is
    /// the end of the mapping.
    #[inline]
    pub(crate) fn find_key(&self, mut key: u32, past: u32, fingerprint: u32) -> Option<u32> {
        let wanted = kept(fingerprint);
        let cells = self.cells.get(..past as usize)?;
        while let Some(packed) = cells.get(key as usize) {
            if packed.bits >> FINGERPRINT == wanted && packed.bits & SHADOWED == 0 {
                return Some(key);
            }
            key = self.past_value(key + 1);
        }
        None
    }

    /// What is kept of the fingerprint of a key that counts.
    #[inline]
    pub(crate) fn fingerprint_of(&self, key: u32) -> Option<u32> {
        let packed = self.cells.get(key as usize)?;
        (packed.bits & SHADOWED == 0).then_some(packed.bits >> FINGERPRINT)
    }

    pub(crate) fn shadow(&mut self, node: u32, overridden: bool) {
        if let Some(packed) = self.cells.get_mut(node as usize) {
            packed.bits |= SHADOWED | if overridden { OVERRIDDEN } else { 0 };
        }
    }

    /// The last node, taken out.
    pub(crate) fn pop(&mut self) -> Option<Cell> {
        let node = self.len().checked_sub(1)?;
        let cell = self.cell(node);
        self.truncate(node);
        Some(cell)
    }

    /// Takes out the nodes from one on.
    pub(crate) fn truncate(&mut self, node: u32) {
        self.cells.truncate(node as usize);
        self.wides.truncate(self.wides.partition_point(|wide| wide.node < node));
        self.aliases.truncate(self.aliases.partition_point(|alias| alias.first < node));
    }

    /// A copy of the nodes from one up to another, with what is outside forgotten. The first becomes node 0.
    pub(crate) fn part(&self, start: u32, end: u32) -> Arena {
        let first = self.wides.partition_point(|wide| wide.node < start);
        let last = self.wides.partition_point(|wide| wide.node < end);
        let wides = self.wides.get(first..last).unwrap_or_default();
        Arena {
            cells: self.cells.get(start as usize..end as usize).unwrap_or_default().to_vec(),
            wides: wides.iter().map(|wide| Wide { node: wide.node - start, ..*wide }).collect(),
            aliases: self.part_of_aliases(start, end),
        }
    }

    fn part_of_aliases(&self, start: u32, end: u32) -> Vec<Alias> {
        let first = self.aliases.partition_point(|alias| alias.first < start);
        let behind = self.aliases.get(first..).unwrap_or_default();
        let first = u32::try_from(first).unwrap_or_default();
        let inside = behind.iter().take_while(|alias| alias.first < end);
        inside
            .map(|alias| Alias {
                first: alias.first - start,
                end: alias.end - start,
                span: alias.span,
                outer: alias.outer.and_then(|outer| outer.checked_sub(first)),
            })
            .collect()
    }

    /// Says that all nodes came through an alias.
    pub(crate) fn pass_through(&mut self, alias: Span) {
        for inner in &mut self.aliases {
            inner.outer = Some(inner.outer.map_or(0, |outer| outer + 1));
        }
        self.aliases.insert(0, Alias { first: 0, end: self.len(), span: alias, outer: None });
    }

    /// Adds the nodes of another arena.
    pub(crate) fn append(&mut self, part: &Arena) {
        let start = self.len();
        let aliases = u32::try_from(self.aliases.len()).unwrap_or_default();
        self.cells.extend_from_slice(&part.cells);
        self.wides.extend(part.wides.iter().map(|wide| Wide { node: wide.node + start, ..*wide }));
        self.aliases.extend(part.aliases.iter().map(|alias| Alias {
            first: alias.first + start,
            end: alias.end + start,
            span: alias.span,
            outer: alias.outer.map(|outer| outer + aliases),
        }));
    }

    /// The aliases through which a node came, innermost first.
    pub(crate) fn aliases(&self, node: u32) -> impl Iterator<Item = Alias> {
        let mut place = self.aliases.partition_point(|alias| alias.first <= node).checked_sub(1);
        std::iter::from_fn(move || {
            let alias = self.aliases.get(place?).copied()?;
            place = alias.outer.map(|outer| outer as usize);
            Some(alias)
        })
        .filter(move |alias| node < alias.end)
    }

    /// The first node that starts at an offset or behind it, where nodes stand in the order of the text.
    pub(crate) fn first_from(&self, offset: u32) -> u32 {
        u32::try_from(self.cells.partition_point(|cell| cell.start < offset)).unwrap_or(u32::MAX)
    }

    /// All collections with the one that holds each, in order.
    pub(crate) fn holders(&self) -> Vec<Holder> {
        let count = (0..self.len()).filter(|node| self.is_collection(*node)).count();
        let mut holders: Vec<Holder> = Vec::with_capacity(count);
        let mut parent = None;
        for node in (0..self.len()).filter(|node| self.is_collection(*node)) {
            while let Some(holder) = parent.and_then(|parent: u32| holders.get(parent as usize))
                && holder.past <= node
            {
                parent = holder.parent;
            }
            holders.push(Holder { node, past: self.past_value(node), parent });
            parent = u32::try_from(holders.len() - 1).ok();
        }
        holders
    }
}

/// A collection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    pub(crate) node: u32,
    /// The index past all that it holds.
    pub(crate) past: u32,
    /// The place of the collection that holds it among all collections.
    pub(crate) parent: Option<u32>,
}

/// The collection that holds a node.
pub(crate) fn parent(holders: &[Holder], node: u32) -> Option<u32> {
    let mut place = holders.partition_point(|holder| holder.node < node).checked_sub(1);
    while let Some(holder) = place.and_then(|place| holders.get(place)) {
        if holder.past > node {
            return Some(holder.node);
        }
        place = holder.parent.map(|parent| parent as usize);
    }
    None
}

impl Packed {
    #[inline]
    fn unpack(self) -> Cell {
        let payload = self.bits >> SIZE;
        let size = if self.bits & KEY == 0 { payload } else { payload & (KEY_SIZES - 1) };
        Cell { start: self.start, size, extra: 0, tag: Tag::None, flags: self.bits & FLAGS }
    }
}
