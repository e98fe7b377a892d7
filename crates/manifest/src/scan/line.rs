//! Lines of block collections as most manifests have them, read without tokens. What is read here is read
//! exactly as the tokens would have it; `None` leaves a line to them, untouched.

use super::classes::is_blank;
use super::{ScalarForm, Scan, Scanner, column};
use crate::Style;

/// A key on one line with its colon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LineKey {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) style: Style,
    /// Behind the colon.
    pub(crate) value: usize,
}

/// What a byte can be in a plain scalar on one line.
const ORDINARY: u8 = 0;
/// May start one, too.
const STARTS: u8 = 1;
/// Ends it, or needs a closer look.
const SPECIAL: u8 = 2;

const CLASSES: [u8; 256] = classes();

#[expect(clippy::indexing_slicing, reason = "the compiler evaluates it, and refuses what is out of bounds")]
const fn classes() -> [u8; 256] {
    let mut classes = [SPECIAL; 256];
    let mut byte = 0x20;
    while byte < 0x7F {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => STARTS,
            b'/' | b'.' | b'_' | b'$' | b'(' | b'+' | b'<' | b'~' | b'=' | b';' | b'^' | b'\\' => STARTS,
            b':' | b'#' => SPECIAL,
            _ => ORDINARY,
        };
        byte += 1;
    }
    byte = 0xC3;
    while byte < 0xF5 {
        // NEL, LS and PS begin with C2 and E2.
        classes[byte] = if byte == 0xE2 { SPECIAL } else { ORDINARY };
        byte += 1;
    }
    classes
}

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(SPECIAL)
}

impl Scanner<'_> {
    /// Whether no token is under way, so that lines can be read.
    pub(crate) fn is_between_tokens(&self) -> bool {
        self.queue.is_empty()
            && self.flow == 0
            && !self.ended
            && self.keys.last().is_none_or(|key| !key.possible)
    }

    /// Goes to the next token; gives its offset and its column if a key or a dash may stand there.
    #[inline]
    pub(crate) fn line_start(&mut self) -> Option<(usize, i64)> {
        if class(self.bytes.at(self.at)) != STARTS {
            self.skip_to_token();
        }
        if !self.key_allowed || self.bytes.is_end(self.at) {
            return None;
        }
        let at_margin = self.at == self.line;
        if at_margin && (self.bytes.at(self.at) == b'%' || self.document_indicator().is_some()) {
            return None;
        }
        Some((self.at, self.column()))
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.bytes.is_end(self.at)
    }

    /// Closes all block collections.
    pub(crate) fn end(&mut self) {
        self.indents.clear();
        self.indent = -1;
    }

    /// The byte at an offset.
    #[inline]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.bytes.at(at)
    }

    /// Whether a dash that starts an item stands at an offset.
    #[inline]
    pub(crate) fn is_dash(&self, at: usize) -> bool {
        self.bytes.at(at) == b'-' && self.bytes.is_blank_or_end(at + 1)
    }

    /// The column of the current block collection.
    #[inline]
    pub(crate) fn indent(&self) -> i64 {
        self.indent
    }

    /// Opens a block collection in the column of an offset.
    pub(crate) fn deepen(&mut self, at: usize) -> Scan<()> {
        self.indents.push(self.indent);
        self.indent = column(at - self.line);
        if self.indents.len() > self.depth { self.too_deep() } else { Ok(()) }
    }

    /// Closes the current block collection.
    pub(crate) fn rise(&mut self) {
        self.indent = self.indents.pop().unwrap_or(-1);
    }

    /// Goes to an offset on the current line, where neither a key nor a dash may start.
    #[inline]
    pub(crate) fn go_on(&mut self, at: usize) {
        self.at = at;
        self.key_allowed = false;
    }

    /// Goes to an offset on the current line, where a key or a dash may start.
    #[inline]
    pub(crate) fn go_to_token(&mut self, at: usize) {
        self.at = at;
        self.key_allowed = true;
    }

    /// The first byte behind blanks on the same line.
    #[inline]
    pub(crate) fn skip_spaces(&self, mut at: usize) -> usize {
        while self.bytes.at(at) == b' ' {
            at += 1;
        }
        at
    }

    /// Whether a line ends at an offset, but for a comment.
    #[inline]
    pub(crate) fn ends_line(&self, at: usize) -> bool {
        matches!(self.bytes.at(at), b'\n' | b'#') || self.bytes.is_break_or_end(at)
    }

    /// The next byte from an offset on that is special in a plain scalar.
    #[inline]
    fn special_from(&self, at: usize) -> usize {
        let rest = self.bytes.from(at);
        at + rest.iter().position(|byte| class(*byte) == SPECIAL).unwrap_or(rest.len())
    }

    /// A plain key, or a quoted one without escapes, at an offset.
    #[inline]
    pub(crate) fn line_key(&self, start: usize) -> Option<LineKey> {
        let first = self.bytes.at(start);
        if first == b'"' || first == b'\'' {
            return self.quoted_line_key(start, first);
        }
        if class(first) != STARTS {
            return None;
        }
        let mut end = start;
        loop {
            end = self.special_from(end + 1);
            if self.bytes.at(end) != b':' {
                return None;
            }
            match self.bytes.at(end + 1) {
                b' ' | b'\n' => break,
                _ if self.bytes.is_blank_or_end(end + 1) => return None,
                _ => {}
            }
        }
        let is_trimmed = self.bytes.at(end - 1) != b' ';
        let is_short = end - start < super::key::SIMPLE_KEY_REACH;
        (is_trimmed && is_short).then_some(LineKey { start, end, style: Style::Plain, value: end + 1 })
    }

    fn quoted_line_key(&self, start: usize, quote: u8) -> Option<LineKey> {
        let end = self.quoted_line(start, quote)?;
        let is_key = self.bytes.at(end) == b':' && matches!(self.bytes.at(end + 1), b' ' | b'\n');
        let style = if quote == b'"' { Style::DoubleQuoted } else { Style::SingleQuoted };
        let is_short = end - start < super::key::SIMPLE_KEY_REACH;
        (is_key && is_short).then_some(LineKey { start, end, style, value: end + 1 })
    }

    /// Where a quoted text ends that stands on one line and has nothing to unescape.
    #[inline]
    pub(crate) fn quoted_line(&self, start: usize, quote: u8) -> Option<usize> {
        let mut at = start + 1;
        loop {
            match self.bytes.at(at) {
                byte if byte == quote => break,
                b'\\' | b'\n' | b'\r' | 0xC2 | 0xE2 | 0 => return None,
                _ => at += 1,
            }
        }
        (self.bytes.at(at + 1) != quote).then_some(at + 1)
    }

    /// Reads a plain scalar of one line and goes to the next token; gives where it ends.
    #[inline]
    pub(crate) fn plain_line(&mut self, start: usize) -> Option<usize> {
        let first = self.bytes.at(start);
        let starts = class(first) == STARTS || (first == b'-' && class(self.bytes.at(start + 1)) == STARTS);
        if !starts {
            return None;
        }
        let mut at = start;
        loop {
            at = self.special_from(at + 1);
            match self.bytes.at(at) {
                b'\n' => break,
                b':' if !self.bytes.is_blank_or_end(at + 1) => {}
                b'#' if !is_blank(self.bytes.at(at - 1)) => {}
                _ => break,
            }
        }
        let mut end = at;
        while self.bytes.at(end - 1) == b' ' {
            end -= 1;
        }
        match self.bytes.at(at) {
            b'\n' => self.next_lines(at + 1)?,
            b'#' => self.go_on(at),
            _ if self.bytes.is_end(at) => self.go_on(at),
            _ => return None,
        }
        Some(end)
    }

    /// Goes to the first line from `line` on that is not empty, unless it continues a plain scalar.
    #[inline]
    fn next_lines(&mut self, mut line: usize) -> Option<()> {
        loop {
            let at = self.skip_spaces(line);
            match self.bytes.at(at) {
                b'\n' => line = at + 1,
                b'\r' | b'\t' | 0xC2 | 0xE2 => return None,
                byte => {
                    let continues = column(at - line) > self.indent && byte != b'#' && !self.bytes.is_end(at);
                    if continues {
                        return None;
                    }
                    self.line = line;
                    self.go_to_token(at);
                    return Some(());
                }
            }
        }
    }

    /// Where a list in brackets ends that stands on one line and holds nothing but simple scalars. Nothing
    /// else may stand on the line behind it.
    pub(crate) fn flow_line(&self, start: usize) -> Option<usize> {
        let mut at = self.skip_spaces(start + 1);
        while self.bytes.at(at) != b']' {
            at = self.skip_spaces(self.flow_item(at)?);
            match self.bytes.at(at) {
                b',' => at = self.skip_spaces(at + 1),
                b']' => {}
                _ => return None,
            }
        }
        self.ends_line(self.skip_spaces(at + 1)).then_some(at + 1)
    }

    /// Where a simple scalar inside of brackets ends.
    pub(crate) fn flow_item(&self, start: usize) -> Option<usize> {
        let first = self.bytes.at(start);
        if first == b'"' || first == b'\'' {
            return self.quoted_line(start, first);
        }
        let starts = class(first) == STARTS || (first == b'-' && class(self.bytes.at(start + 1)) == STARTS);
        let rest = self.bytes.from(start + 1);
        let length = rest.iter().position(|byte| {
            matches!(byte, b',' | b']') || !(class(*byte) == STARTS || b"-*@%!&|>".contains(byte))
        })?;
        let end = start + 1 + length;
        (starts && matches!(self.bytes.at(end), b',' | b']')).then_some(end)
    }

    /// Reads a quoted scalar; gives how it is written and where it ends.
    pub(crate) fn quoted_scalar(&mut self, start: usize) -> Scan<(ScalarForm, usize)> {
        self.go_on(start);
        let form = self.scan_quoted()?;
        Ok((form, self.at))
    }

    /// Reads a block scalar; gives how it is written and where it ends.
    pub(crate) fn block_scalar(&mut self, start: usize, style: Style) -> Scan<(ScalarForm, usize)> {
        self.go_on(start);
        self.scan_block_scalar(style)
    }
}
