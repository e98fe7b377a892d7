//! Literal and folded scalars (`|`, `>`): where they end, and what they say.

use super::classes::{Bytes, is_blank};
use super::flow::Break;
use super::{ScalarForm, Scan, Scanner, Token, fault, span};
use crate::Style;

/// What to do with the line breaks at the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Chomping {
    /// `-`: none stays.
    Strip,
    /// One stays.
    #[default]
    Clip,
    /// `+`: all stay.
    Keep,
}

/// The line of the indicator.
#[derive(Clone, Copy, Debug, Default)]
struct Header {
    chomping: Chomping,
    increment: u8,
    /// Where the indicators end.
    end: usize,
}

impl Header {
    fn read(bytes: Bytes<'_>, start: usize) -> Header {
        let mut header = Header { end: start + 1, ..Header::default() };
        let mut chomped = false;
        loop {
            match bytes.at(header.end) {
                b'+' if !chomped => header.chomping = Chomping::Keep,
                b'-' if !chomped => header.chomping = Chomping::Strip,
                digit @ b'1'..=b'9' if header.increment == 0 => {
                    header.increment = digit - b'0';
                    header.end += 1;
                    continue;
                }
                _ => return header,
            }
            chomped = true;
            header.end += 1;
        }
    }
}

impl Scanner<'_> {
    pub(super) fn fetch_block_scalar(&mut self, style: Style) -> Scan<()> {
        self.remove_key()?;
        let start = self.at;
        let (form, end) = self.scan_block_scalar(style)?;
        self.push(Token::Scalar(form), start, end);
        Ok(())
    }

    /// Goes behind a block scalar; gives how it is written and where its text ends.
    pub(super) fn scan_block_scalar(&mut self, style: Style) -> Scan<(ScalarForm, usize)> {
        self.key_allowed = true;
        let start = self.at;
        let header = Header::read(self.bytes, start);
        if self.bytes.at(header.end) == b'0' && header.increment == 0 {
            return fault(
                span(header.end, header.end + 1),
                "the indentation of a block of text is a digit from 1 to 9",
            );
        }
        self.at = self.bytes.skip_blanks(header.end);
        if self.bytes.at(self.at) == b'#' {
            self.comment();
        }
        if !self.bytes.is_break_or_end(self.at) {
            let end = self.bytes.line_end(self.at);
            return fault(
                span(self.at, end),
                "expected the end of the line after `|` or `>`; the text starts on the next line",
            );
        }
        let mut end = self.at;
        self.next_line_if_any();
        let indent = self.block_indent(header.increment)?;
        while self.column() == indent && !self.bytes.is_end(self.at) {
            self.at = self.bytes.line_end(self.at);
            end = self.at;
            self.next_line_if_any();
            self.block_breaks(Some(indent))?;
        }
        let Ok(indent) = u32::try_from(indent) else { return self.too_deep() };
        Ok((ScalarForm { style, verbatim: false, indent }, end))
    }

    fn next_line_if_any(&mut self) {
        let length = self.bytes.break_length(self.at);
        if length > 0 {
            self.next_line(length);
        }
    }

    /// The column of the content: as the header says, or that of the first line that is not empty.
    fn block_indent(&mut self, increment: u8) -> Scan<i64> {
        if increment > 0 {
            let indent = self.indent.max(0) + i64::from(increment);
            self.block_breaks(Some(indent))?;
            return Ok(indent);
        }
        let deepest = self.block_breaks(None)?;
        Ok(deepest.max(self.indent + 1).max(1))
    }

    /// Goes over indentation and empty lines; gives the deepest column reached.
    fn block_breaks(&mut self, indent: Option<i64>) -> Scan<i64> {
        let mut deepest = 0;
        loop {
            let limit = indent.unwrap_or(i64::MAX);
            while self.column() < limit && self.bytes.at(self.at) == b' ' {
                self.at += 1;
            }
            deepest = deepest.max(self.column());
            if self.column() < limit && self.bytes.at(self.at) == b'\t' {
                return fault(
                    span(self.at, self.at + 1),
                    "a tab indents this line of a block of text; YAML allows only spaces to indent",
                );
            }
            let length = self.bytes.break_length(self.at);
            if length == 0 {
                return Ok(deepest);
            }

            self.next_line(length);
        }
    }
}

/// A block scalar in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// Where `|` or `>` stands.
    pub(crate) start: usize,
    /// The column of the content.
    pub(crate) indent: usize,
    /// Whether it folds lines.
    pub(crate) folded: bool,
}

/// The value of a block scalar, behind what `out` holds; `bytes` end where the document does.
pub(crate) fn block_text(bytes: Bytes<'_>, block: Block, mut out: String) -> String {
    let header = Header::read(bytes, block.start);
    let line = bytes.line_end(header.end);
    if bytes.is_end(line) {
        return out;
    }
    let mut breaks = String::new();
    let mut at = skip_breaks(bytes, line + bytes.break_length(line), block.indent, &mut breaks);
    let mut last = None;
    let mut after_blank = false;
    while at.column == block.indent && !bytes.is_end(at.offset) {
        let blank = is_blank(bytes.at(at.offset));
        if block.folded && !after_blank && !blank && last == Some(Break::Line) {
            if breaks.is_empty() {
                out.push(' ');
            }
        } else if let Some(line) = last {
            out.push(line.character());
        }
        out.push_str(&breaks);
        breaks.clear();
        after_blank = blank;
        let end = bytes.line_end(at.offset);
        out.push_str(bytes.str(at.offset, end));
        let Some((line, length)) = Break::at(bytes, end) else {
            last = bytes.lacks_line_feed().then_some(Break::Line);
            break;
        };
        last = Some(line);
        at = skip_breaks(bytes, end + length, block.indent, &mut breaks);
    }
    if header.chomping != Chomping::Strip {
        out.extend(last.map(Break::character));
    }
    if header.chomping == Chomping::Keep {
        out.push_str(&breaks);
    }
    out
}

/// A place in a line.
struct Place {
    offset: usize,
    column: usize,
}

fn skip_breaks(bytes: Bytes<'_>, start: usize, indent: usize, breaks: &mut String) -> Place {
    let mut line = start;
    loop {
        let mut at = line;
        while at - line < indent && bytes.at(at) == b' ' {
            at += 1;
        }
        let Some((end, length)) = Break::at(bytes, at) else {
            if bytes.is_end(at) && bytes.lacks_line_feed() {
                breaks.push('\n');
            }
            return Place { offset: at, column: at - line };
        };
        breaks.push(end.character());
        line = at + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let read = |text: &str| {
            let header = Header::read(Bytes::new(text), 0);
            (header.chomping, header.increment, header.end)
        };
        assert_eq!(read("|"), (Chomping::Clip, 0, 1));
        assert_eq!(read("|-2"), (Chomping::Strip, 2, 3));
        assert_eq!(read(">3+"), (Chomping::Keep, 3, 3));
        assert_eq!(read("|22"), (Chomping::Clip, 2, 2));
    }
}
