//! The nodes of a document: 16 bytes each, in the order in which they are written, a mapping's keys among them.

use crate::resolve::Tag;
use crate::{Kind, Span, Style};

/// A node. A key is followed by its value; a collection by what it holds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// For a collection the index past all that it holds, for all else its parent.
    pub(crate) link: u32,
    meta: u32,
}

/// Bits of [`Cell::meta`], from the lowest: 3 kind, 3 style, 4 tag, 5 flags, 17 payload.
const STYLE: u32 = 3;
const TAG: u32 = 6;
const VERBATIM: u32 = 1 << 10;
const KEY: u32 = 1 << 11;
const SHADOWED: u32 = 1 << 12;
const OVERRIDDEN: u32 = 1 << 13;
const ODD: u32 = 1 << 14;
const PAYLOAD: u32 = 15;

/// The largest column that a cell can carry.
pub(crate) const WIDEST: u32 = (1 << (32 - PAYLOAD)) - 1;

const KINDS: [Kind; 6] = [Kind::Null, Kind::Bool, Kind::Number, Kind::String, Kind::Sequence, Kind::Mapping];
const STYLES: [Style; 7] = [
    Style::Plain,
    Style::SingleQuoted,
    Style::DoubleQuoted,
    Style::Literal,
    Style::Folded,
    Style::Block,
    Style::Flow,
];
const TAGS: [Tag; 11] = [
    Tag::None,
    Tag::Str,
    Tag::Bool,
    Tag::Int,
    Tag::Float,
    Tag::Null,
    Tag::Timestamp,
    Tag::Binary,
    Tag::Merge,
    Tag::Local,
    Tag::Custom,
];

impl Cell {
    pub(crate) fn new(span: Span, kind: Kind, style: Style, tag: Tag) -> Cell {
        let meta = kind as u32 | (style as u32) << STYLE | (tag as u32) << TAG;
        Cell { start: span.start, end: span.end, link: 0, meta }
    }

    pub(crate) fn verbatim(mut self, verbatim: bool) -> Cell {
        self.meta |= if verbatim { VERBATIM } else { 0 };
        self
    }

    /// Carries the column of a block scalar.
    pub(crate) fn indented(mut self, column: u32) -> Cell {
        self.meta |= column << PAYLOAD;
        self
    }

    /// Makes it a key with the fingerprint of its name.
    pub(crate) fn into_key(mut self, fingerprint: u32) -> Cell {
        self.meta |= KEY;
        if matches!(self.style(), Style::Literal | Style::Folded) {
            self.meta |= ODD;
        } else {
            self.meta |= fingerprint << PAYLOAD;
        }
        self
    }

    /// The same scalar as another kind than it was taken for at first.
    pub(crate) fn of_kind(mut self, kind: Kind) -> Cell {
        self.meta = self.meta & !7 | kind as u32;
        self
    }

    /// The same scalar as a value, if it was a key.
    pub(crate) fn into_value(mut self) -> Cell {
        if self.is_key() && self.meta & ODD == 0 {
            self.meta &= (1 << PAYLOAD) - 1;
        }
        self.meta &= !(KEY | SHADOWED | OVERRIDDEN | ODD);
        self
    }

    pub(crate) fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    pub(crate) fn kind(self) -> Kind {
        KINDS.get((self.meta & 7) as usize).copied().unwrap_or(Kind::Null)
    }

    pub(crate) fn style(self) -> Style {
        STYLES.get((self.meta >> STYLE & 7) as usize).copied().unwrap_or(Style::Plain)
    }

    pub(crate) fn tag(self) -> Tag {
        TAGS.get((self.meta >> TAG & 15) as usize).copied().unwrap_or_default()
    }

    /// Whether the text between the quotes, if any, is the value.
    pub(crate) fn is_verbatim(self) -> bool {
        self.meta & VERBATIM != 0
    }

    pub(crate) fn is_key(self) -> bool {
        self.meta & KEY != 0
    }

    /// Whether it is a key that does not count.
    pub(crate) fn is_shadowed(self) -> bool {
        self.meta & SHADOWED != 0
    }

    /// Whether it is a key in whose place Go puts a later one that it takes for the same. `1` and `"1"` are not the same
    /// to it, although only one of them counts in the end.
    pub(crate) fn is_overridden(self) -> bool {
        self.meta & OVERRIDDEN != 0
    }

    pub(crate) fn shadow(&mut self, overridden: bool) {
        self.meta |= SHADOWED | if overridden { OVERRIDDEN } else { 0 };
    }

    pub(crate) fn column(self) -> usize {
        (self.meta >> PAYLOAD) as usize
    }

    /// Whether a name with this fingerprint can be the name of this key.
    #[inline]
    pub(crate) fn may_be(self, fingerprint: u32) -> bool {
        self.meta >> PAYLOAD == fingerprint || self.meta & ODD != 0
    }

    #[inline]
    pub(crate) fn is_collection(self) -> bool {
        self.meta & 7 >= Kind::Sequence as u32
    }
}

/// 17 bits that stand for a key's name, so that looking for a key compares integers.
#[inline]
pub(crate) fn fingerprint(name: &[u8]) -> u32 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = name.len() as u64;
    let mut rest = name;
    while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*chunk)).wrapping_mul(FACTOR);
        rest = tail;
    }
    for byte in rest {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    u32::try_from(hash >> (32 + PAYLOAD)).unwrap_or_default()
}

/// The nodes of one document.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    pub(crate) cells: Vec<Cell>,
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
    #[inline]
    pub(crate) fn cell(&self, index: u32) -> Cell {
        const NOTHING: Cell = Cell { start: 0, end: 0, link: 0, meta: 0 };
        self.cells.get(index as usize).copied().unwrap_or(NOTHING)
    }

    /// The index past a node and all that it holds.
    #[inline]
    pub(crate) fn past(&self, index: u32) -> u32 {
        let cell = self.cell(index);
        if cell.is_collection() { cell.link } else { index + 1 }
    }

    pub(crate) fn parent(&self, index: u32) -> Option<u32> {
        let cell = self.cell(index);
        if index == 0 {
            return None;
        }
        if !cell.is_collection() {
            return Some(cell.link);
        }
        let before = self.cell(index - 1);
        if before.is_key() {
            return Some(before.link);
        }
        // A collection in a sequence: the parent is the closest one before that reaches past it.
        let mut holder = index - 1;
        loop {
            if self.cell(holder).is_collection() && self.cell(holder).link > index {
                return Some(holder);
            }
            holder = self.parent_before(holder)?;
        }
    }

    /// Any collection that holds the node or stands before it, closer to the root.
    fn parent_before(&self, index: u32) -> Option<u32> {
        let cell = self.cell(index);
        if !cell.is_collection() {
            return Some(cell.link);
        }
        let before = index.checked_sub(1)?;
        Some(if self.cell(before).is_key() { self.cell(before).link } else { before })
    }

    /// The aliases through which a node came, innermost first.
    pub(crate) fn aliases(&self, index: u32) -> impl Iterator<Item = Alias> {
        let mut place = self.aliases.partition_point(|alias| alias.first <= index).checked_sub(1);
        std::iter::from_fn(move || {
            let alias = self.aliases.get(place?).copied()?;
            place = alias.outer.map(|outer| outer as usize);
            Some(alias)
        })
        .filter(move |alias| index < alias.end)
    }
}
