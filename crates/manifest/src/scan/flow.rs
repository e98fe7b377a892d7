//! Plain and quoted scalars: where they end, and what they say.

use super::classes::{Bytes, is_blank};
use super::{ScalarForm, Scan, Scanner, Token, fault, span};
use crate::Style;

impl Scanner<'_> {
    pub(super) fn fetch_plain(&mut self) -> Scan<()> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let (end, lines) = self.plain()?;
        if self.line > end {
            self.key_allowed = true;
        }
        let form = ScalarForm { style: Style::Plain, verbatim: lines == 1, indent: 0 };
        self.push(Token::Scalar(form), start, end);
        Ok(())
    }

    /// Goes behind a plain scalar and the blanks and line ends after it; gives where its text ends and how
    /// many lines it has.
    fn plain(&mut self) -> Scan<(usize, usize)> {
        let mut end = self.at;
        let mut lines = 0;
        let mut counted = usize::MAX;
        loop {
            if self.at == self.line && self.document_indicator().is_some() || self.bytes.at(self.at) == b'#' {
                return Ok((end, lines));
            }
            let stop = self.plain_run_end();
            if stop > self.at {
                end = stop;
                self.at = stop;
                if counted != self.line {
                    counted = self.line;
                    lines += 1;
                }
            }
            if self.bytes.is_end(self.at) || !self.bytes.is_blank_or_end(self.at) {
                return Ok((end, lines));
            }
            self.plain_blanks(end)?;
            if self.flow == 0 && self.column() <= self.indent {
                return Ok((end, lines));
            }
        }
    }

    /// Where the characters end that are neither blank nor the end of the scalar.
    fn plain_run_end(&self) -> usize {
        let mut at = self.at;
        loop {
            let ends = match self.bytes.at(at) {
                b' ' | b'\t' | b'\n' | b'\r' => true,
                b':' => self.bytes.is_blank_or_end(at + 1),
                b',' | b'?' | b'[' | b']' | b'{' | b'}' => self.flow > 0,
                0 => self.bytes.is_end(at),
                0xC2 | 0xE2 => self.bytes.break_length(at) > 0,
                _ => false,
            };
            if ends {
                return at;
            }
            at += 1;
        }
    }

    /// Goes over blanks and line ends inside or behind a plain scalar whose text ends at `end` so far.
    fn plain_blanks(&mut self, end: usize) -> Scan<()> {
        loop {
            let byte = self.bytes.at(self.at);
            if is_blank(byte) {
                if byte == b'\t' && self.line > end && self.column() <= self.indent {
                    return fault(
                        span(self.at, self.at + 1),
                        "a tab indents the line after this value; YAML allows only spaces to indent",
                    );
                }
                self.at += 1;
            } else {
                let length = self.bytes.break_length(self.at);
                if length == 0 {
                    return Ok(());
                }
                self.next_line(length);
            }
        }
    }

    pub(super) fn fetch_quoted(&mut self) -> Scan<()> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let form = self.scan_quoted()?;
        self.push(Token::Scalar(form), start, self.at);
        Ok(())
    }

    /// Goes behind a quoted scalar.
    pub(super) fn scan_quoted(&mut self) -> Scan<ScalarForm> {
        let start = self.at;
        let quote = self.bytes.at(start);
        self.at += 1;
        let verbatim = self.quoted(start, quote)?;
        self.at += 1;
        let style = if quote == b'\'' { Style::SingleQuoted } else { Style::DoubleQuoted };
        Ok(ScalarForm { style, verbatim, indent: 0 })
    }

    /// Goes to the closing quote; gives whether the text up to there is the value as it stands.
    fn quoted(&mut self, start: usize, quote: u8) -> Scan<bool> {
        let mut verbatim = true;
        loop {
            if self.at == self.line && self.document_indicator().is_some() {
                return fault(
                    span(start, self.at),
                    "the document ends inside this quoted text; expected the closing quote before `---` or `...`",
                );
            }
            let byte = self.bytes.at(self.at);
            if byte == quote {
                if quote == b'\'' && self.bytes.at(self.at + 1) == b'\'' {
                    verbatim = false;
                    self.at += 2;
                    continue;
                }
                return Ok(verbatim);
            }
            if byte == b'\\' && quote == b'"' {
                verbatim = false;
                self.escape(start)?;
                continue;
            }
            if self.bytes.is_end(self.at) {
                let end = self.bytes.line_end(start);
                return fault(
                    span(start, end),
                    "this quoted text is never closed; expected the same quote at its end",
                );
            }
            let length = self.bytes.break_length(self.at);
            if length > 0 {
                verbatim = false;
                self.next_line(length);
            } else {
                self.at += 1;
            }
        }
    }

    /// Goes behind an escape sequence.
    fn escape(&mut self, start: usize) -> Scan<()> {
        let length = self.bytes.break_length(self.at + 1);
        if length > 0 {
            self.next_line(1 + length);
            return Ok(());
        }
        if self.bytes.is_end(self.at + 1) {
            let end = self.bytes.line_end(start);
            return fault(span(start, end), "this quoted text is never closed; expected `\"` at its end");
        }
        match escape_digits(self.bytes.at(self.at + 1)) {
            None => {
                let character = span(self.at, self.at + 2);
                fault(
                    character,
                    "YAML does not know this escape; write `\\\\` for a backslash, or use single quotes",
                )
            }
            Some(digits) => {
                let code = span(self.at, self.at + 2 + digits);
                if digits > 0 {
                    let text = self.bytes.range(self.at + 2, self.at + 2 + digits);
                    if text.len() < digits || !text.iter().all(u8::is_ascii_hexdigit) {
                        return fault(code, format!("expected {digits} hexadecimal digits in this escape"));
                    }
                    if code_point(text).is_none() {
                        return fault(
                            code,
                            "this escape is no Unicode character; surrogates must be written as one `\\U`",
                        );
                    }
                }
                self.at += 2 + digits;
                Ok(())
            }
        }
    }
}

/// How many hexadecimal digits follow an escape character; `None` for those that YAML does not know.
fn escape_digits(character: u8) -> Option<usize> {
    match character {
        b'x' => Some(2),
        b'u' => Some(4),
        b'U' => Some(8),
        _ => simple_escape(character).map(|_| 0),
    }
}

/// What an escape without digits means.
fn simple_escape(character: u8) -> Option<char> {
    Some(match character {
        b'0' => '\0',
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b't' | b'\t' => '\t',
        b'n' => '\n',
        b'v' => '\u{b}',
        b'f' => '\u{c}',
        b'r' => '\r',
        b'e' => '\u{1b}',
        b' ' => ' ',
        b'"' => '"',
        b'\'' => '\'',
        b'\\' => '\\',
        b'N' => '\u{85}',
        b'_' => '\u{a0}',
        b'L' => '\u{2028}',
        b'P' => '\u{2029}',
        _ => return None,
    })
}

fn code_point(digits: &[u8]) -> Option<char> {
    let digits = std::str::from_utf8(digits).ok()?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

/// Joins lines by YAML's folding: one line break becomes a blank, more lose one; LS and PS stay.
#[derive(Default)]
pub(super) struct Fold {
    first: Option<Break>,
    more: String,
}

/// A line break as it counts in a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// LF, CR, CRLF or NEL.
    Line,
    /// LS or PS, which is kept.
    Separator(char),
}

impl Break {
    /// The break at an offset, with its length in bytes.
    pub(super) fn at(bytes: Bytes<'_>, at: usize) -> Option<(Break, usize)> {
        let length = bytes.break_length(at);
        match (length, bytes.at(at), bytes.at(at + 2)) {
            (0, ..) => None,
            (_, 0xE2, 0xA8) => Some((Break::Separator('\u{2028}'), length)),
            (_, 0xE2, _) => Some((Break::Separator('\u{2029}'), length)),
            _ => Some((Break::Line, length)),
        }
    }

    pub(super) fn character(self) -> char {
        match self {
            Break::Line => '\n',
            Break::Separator(separator) => separator,
        }
    }
}

impl Fold {
    fn add(&mut self, line: Break) {
        match self.first {
            None => self.first = Some(line),
            Some(_) => self.more.push(line.character()),
        }
    }

    fn add_rest(&mut self, line: Break) {
        self.more.push(line.character());
    }

    fn finish(self, out: &mut String) {
        match self.first {
            Some(Break::Line) if self.more.is_empty() => out.push(' '),
            Some(Break::Separator(separator)) => out.push(separator),
            _ => {}
        }
        out.push_str(&self.more);
    }
}

/// The value of a plain scalar of several lines.
pub(crate) fn plain_text(bytes: Bytes<'_>) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while !bytes.is_end(at) {
        let start = at;
        while !bytes.is_blank_or_end(at) {
            at += 1;
        }
        out.push_str(bytes.str(start, at));
        at = fold_blanks(bytes, at, &mut out);
    }
    out
}

/// Folds the blanks and breaks at an offset into `out`; gives where they end.
fn fold_blanks(bytes: Bytes<'_>, start: usize, out: &mut String) -> usize {
    let mut fold = Fold::default();
    let mut at = bytes.skip_blanks(start);
    if bytes.break_length(at) == 0 {
        out.push_str(bytes.str(start, at));
        return at;
    }
    while let Some((line, length)) = Break::at(bytes, at) {
        fold.add(line);
        at = bytes.skip_blanks(at + length);
    }
    fold.finish(out);
    at
}

/// The value of a quoted scalar, from the text between the quotes.
pub(crate) fn quoted_text(bytes: Bytes<'_>, style: Style) -> String {
    let double = style == Style::DoubleQuoted;
    let special = if double { b'\\' } else { b'\'' };
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while !bytes.is_end(at) {
        let start = at;
        while !bytes.is_blank_or_end(at) && bytes.at(at) != special {
            at += 1;
        }
        out.push_str(bytes.str(start, at));
        at = match bytes.at(at) {
            b'\'' if !double => {
                out.push('\'');
                at + 2
            }
            b'\\' if double => match bytes.break_length(at + 1) {
                0 => unescape(bytes, at, &mut out),
                length => skip_escaped_break(bytes, at + 1 + length, &mut out),
            },
            _ => fold_blanks(bytes, at, &mut out),
        };
    }
    out
}

/// Writes what the escape at an offset means; gives where it ends.
fn unescape(bytes: Bytes<'_>, at: usize, out: &mut String) -> usize {
    let character = bytes.at(at + 1);
    let digits = escape_digits(character).unwrap_or(0);
    let end = at + 2 + digits;
    let value = if digits > 0 { code_point(bytes.range(at + 2, end)) } else { simple_escape(character) };
    out.extend(value);
    end
}

/// After a backslash at the end of a line, blanks go and further line breaks stay.
fn skip_escaped_break(bytes: Bytes<'_>, at: usize, out: &mut String) -> usize {
    let mut fold = Fold::default();
    let mut at = bytes.skip_blanks(at);
    while let Some((line, length)) = Break::at(bytes, at) {
        fold.add_rest(line);
        at = bytes.skip_blanks(at + length);
    }
    fold.finish(out);
    at
}
