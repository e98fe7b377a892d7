//! From a scalar's cell to its value.

use std::borrow::Cow;
use std::ops::Range;

use crate::Style;
use crate::arena::Cell;
use crate::document::Reading;
use crate::json;
use crate::resolve::{Mismatch, Value, resolve};
use crate::scan::{Block, Bytes, block_text, plain_text, quoted_text};

/// The text of a document and how it is to be read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'s> {
    /// The source's text up to the end of the document.
    pub(crate) text: &'s str,
    pub(crate) reading: Reading,
}

impl<'s> Context<'s> {
    /// The bytes of the text.
    pub(crate) fn bytes(self) -> Bytes<'s> {
        match self.reading {
            Reading::Chunk => Bytes::of_stream(self.text),
            Reading::Whole | Reading::Json => Bytes::new(self.text),
        }
    }

    fn is_json(self) -> bool {
        self.reading == Reading::Json
    }

    /// The text between a scalar's quotes as it is written.
    #[inline]
    fn written(self, cell: Cell) -> &'s str {
        self.text.get(between_quotes(cell)).unwrap_or_default()
    }

    /// The same as bytes.
    #[inline]
    pub(crate) fn written_bytes(self, cell: Cell) -> &'s [u8] {
        self.text.as_bytes().get(between_quotes(cell)).unwrap_or_default()
    }

    fn part(self, cell: Cell) -> Bytes<'s> {
        self.bytes().with_text(self.written(cell))
    }

    /// The text of a scalar, before its meaning is looked for.
    #[inline]
    pub(crate) fn text(self, cell: Cell) -> Cow<'s, str> {
        if cell.is_verbatim() {
            return Cow::Borrowed(self.written(cell));
        }
        Cow::Owned(match cell.style() {
            Style::DoubleQuoted if self.is_json() => json::unescape(self.written(cell)),
            Style::SingleQuoted | Style::DoubleQuoted => quoted_text(self.part(cell), cell.style()),
            Style::Literal | Style::Folded => self.block(cell),
            _ => plain_text(self.part(cell)),
        })
    }

    fn block(self, cell: Cell) -> String {
        let folded = cell.style() == Style::Folded;
        let out = String::with_capacity(self.written(cell).len());
        block_text(self.bytes(), Block { start: cell.start as usize, indent: cell.column(), folded }, out)
    }

    /// The value of a scalar.
    #[inline]
    pub(crate) fn value(self, cell: Cell) -> Result<Value<'s>, Mismatch> {
        let text = self.text(cell);
        if self.is_json() {
            return Ok(if cell.style() == Style::Plain { json::literal(text) } else { Value::Text(text) });
        }
        resolve(text, cell.tag(), cell.style() == Style::Plain)
    }

    /// The name that a scalar has as a key, as Kubernetes' Go reader converts it.
    pub(crate) fn name(self, cell: Cell) -> Cow<'s, [u8]> {
        match self.value(cell) {
            Ok(Value::Text(Cow::Borrowed(text))) => Cow::Borrowed(text.as_bytes()),
            Ok(Value::Text(Cow::Owned(text))) => Cow::Owned(text.into_bytes()),
            Ok(Value::Bytes(bytes)) => Cow::Owned(bytes),
            Ok(Value::Bool(true)) => Cow::Borrowed(b"true"),
            Ok(Value::Bool(false)) => Cow::Borrowed(b"false"),
            Ok(Value::Number(number)) => Cow::Owned(crate::number::key(number).into_bytes()),
            Ok(Value::Null) | Err(_) => Cow::Borrowed(b"null"),
        }
    }
}

#[inline]
fn between_quotes(cell: Cell) -> Range<usize> {
    let (start, end) = (cell.start as usize, cell.span().end as usize);
    match cell.style() {
        Style::SingleQuoted | Style::DoubleQuoted => start + 1..end.saturating_sub(1),
        _ => start..end,
    }
}
