//! One node, unpacked.

use crate::resolve::Tag;
use crate::{Kind, Span, Style};

/// A node as it is built and read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) start: u32,
    /// Of a scalar its length in bytes, of a collection the number of nodes in it.
    pub(super) size: u32,
    /// Of a block scalar the column of its content; of a collection where it ends, if that is known.
    pub(super) extra: u32,
    pub(super) tag: Tag,
    pub(super) flags: u32,
}

/// What [`Cell::flags`] hold, from the lowest bit: 3 kind, 3 style, and these.
pub(super) const KIND: u32 = 7;
const STYLE: u32 = 3;
/// The bits of the style; [`Style::Plain`] has none of them.
pub(super) const STYLES: u32 = 7 << STYLE;
pub(super) const VERBATIM: u32 = 1 << 6;
pub(super) const KEY: u32 = 1 << 7;
pub(super) const SHADOWED: u32 = 1 << 8;
pub(super) const OVERRIDDEN: u32 = 1 << 9;
/// More about the node is kept aside.
pub(super) const WIDE: u32 = 1 << 10;

const ALL_KINDS: [Kind; 6] =
    [Kind::Null, Kind::Bool, Kind::Number, Kind::String, Kind::Sequence, Kind::Mapping];
const ALL_STYLES: [Style; 7] = [
    Style::Plain,
    Style::SingleQuoted,
    Style::DoubleQuoted,
    Style::Literal,
    Style::Folded,
    Style::Block,
    Style::Flow,
];

/// The kind among the flags of a node.
#[inline]
pub(super) fn kind(flags: u32) -> Kind {
    ALL_KINDS.get((flags & KIND) as usize).copied().unwrap_or(Kind::Null)
}

impl Cell {
    /// A scalar.
    #[inline]
    pub(crate) fn scalar(span: Span, style: Style, tag: Tag) -> Cell {
        let flags = (style as u32) << STYLE;
        Cell { start: span.start, size: span.end.saturating_sub(span.start), extra: 0, tag, flags }
    }

    /// A collection of which only the start is known.
    #[inline]
    pub(crate) fn collection(start: u32, kind: Kind, style: Style) -> Cell {
        let flags = kind as u32 | (style as u32) << STYLE;
        Cell { start, size: 0, extra: 0, tag: Tag::None, flags }
    }

    #[inline]
    pub(crate) fn verbatim(mut self, verbatim: bool) -> Cell {
        self.flags |= if verbatim { VERBATIM } else { 0 };
        self
    }

    /// Carries the column of a block scalar.
    pub(crate) fn indented(mut self, column: u32) -> Cell {
        self.extra = column;
        self
    }

    /// The same scalar, of a kind.
    #[inline]
    pub(crate) fn of_kind(mut self, kind: Kind) -> Cell {
        self.flags = self.flags & !KIND | kind as u32;
        self
    }

    /// The same scalar as a value, if it was a key.
    pub(crate) fn into_value(mut self) -> Cell {
        self.flags &= !(KEY | SHADOWED | OVERRIDDEN | WIDE);
        self
    }

    /// Where a scalar is written.
    #[inline]
    pub(crate) fn span(self) -> Span {
        Span { start: self.start, end: self.start + self.size }
    }

    #[inline]
    pub(crate) fn kind(self) -> Kind {
        kind(self.flags)
    }

    #[inline]
    pub(crate) fn style(self) -> Style {
        ALL_STYLES.get((self.flags >> STYLE & 7) as usize).copied().unwrap_or(Style::Plain)
    }

    #[inline]
    pub(crate) fn tag(self) -> Tag {
        self.tag
    }

    /// Whether the text between the quotes, if any, is the value.
    #[inline]
    pub(crate) fn is_verbatim(self) -> bool {
        self.flags & VERBATIM != 0
    }

    pub(crate) fn is_key(self) -> bool {
        self.flags & KEY != 0
    }

    /// Whether it is a key in whose place Go puts a later one that it takes for the same. `1` and `"1"` are
    /// not the same to it, although only one of them counts in the end.
    pub(crate) fn is_overridden(self) -> bool {
        self.flags & OVERRIDDEN != 0
    }

    #[inline]
    pub(crate) fn is_collection(self) -> bool {
        self.flags & KIND >= Kind::Sequence as u32
    }

    /// The column of a block scalar's content.
    pub(crate) fn column(self) -> usize {
        self.extra as usize
    }

    /// Where a collection ends, if that was noted.
    pub(crate) fn end(self) -> Option<u32> {
        (self.extra != 0).then_some(self.extra)
    }
}
