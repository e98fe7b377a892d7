//! JSON, as Go's `encoding/json` reads it: where kubectl takes a stream for JSON, YAML's rules do not hold.

use std::borrow::Cow;

use crate::arena::Cell;
use crate::build::{Builder, Properties};
use crate::number::Number;
use crate::resolve::{Tag, Value};
use crate::scan::{Bytes, Fault, Scan, fault, span};
use crate::{Kind, Style};

/// A value that was read.
pub(crate) struct Read {
    /// Where it ends.
    pub(crate) end: usize,
    /// What is wrong with it although it is JSON.
    pub(crate) wrong: Option<Fault>,
}

/// Reads the value at an offset.
pub(crate) fn read(text: &str, start: usize, builder: &mut Builder<'_>) -> Scan<Read> {
    let mut reader = Reader { text, bytes: Bytes::new(text), at: start, open: Vec::new(), wrong: None };
    reader.document(builder)?;
    if reader.wrong.is_none() {
        builder.finish()?;
    }
    Ok(Read { end: reader.at, wrong: reader.wrong })
}

/// Goes over what JSON takes for blank.
pub(crate) fn skip_blanks(text: &str, at: usize) -> usize {
    Bytes::new(text).skip_while(at, |byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

struct Reader<'s> {
    text: &'s str,
    bytes: Bytes<'s>,
    at: usize,
    /// Whether each open collection is a mapping.
    open: Vec<bool>,
    wrong: Option<Fault>,
}

impl Reader<'_> {
    fn document(&mut self, builder: &mut Builder<'_>) -> Scan<()> {
        self.value(builder)?;
        while let Some(mapping) = self.open.last().copied() {
            self.blanks();
            let closing = if mapping { b'}' } else { b']' };
            match self.bytes.at(self.at) {
                b',' => self.at += 1,
                byte if byte == closing => {
                    self.close(builder)?;
                    continue;
                }
                _ => return self.unexpected(if mapping { "`,` or `}`" } else { "`,` or `]`" }),
            }
            self.entry(mapping, builder)?;
        }
        Ok(())
    }

    fn blanks(&mut self) {
        self.at = skip_blanks(self.text, self.at);
    }

    fn unexpected<T>(&self, wanted: &str) -> Scan<T> {
        let Some(character) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
            return fault(span(self.at, self.at), format!("expected {wanted}, found the end of the text"));
        };
        let end = self.at + character.len_utf8();
        fault(span(self.at, end), format!("expected {wanted}, found `{}`", character.escape_debug()))
    }

    fn entry(&mut self, mapping: bool, builder: &mut Builder<'_>) -> Scan<()> {
        if mapping {
            self.blanks();
            if self.bytes.at(self.at) != b'"' {
                return self.unexpected("a key in double quotes");
            }
            self.string(builder)?;
            self.blanks();
            if self.bytes.at(self.at) != b':' {
                return self.unexpected("`:`");
            }
            self.at += 1;
        }
        self.value(builder)
    }

    /// A scalar, or the start of a collection and its first entry.
    fn value(&mut self, builder: &mut Builder<'_>) -> Scan<()> {
        loop {
            self.blanks();
            let mapping = match self.bytes.at(self.at) {
                b'"' => return self.string(builder),
                b'{' => true,
                b'[' => false,
                b'-' | b'0'..=b'9' => return self.number(builder),
                _ => return self.word(builder),
            };
            let kind = if mapping { Kind::Mapping } else { Kind::Sequence };
            builder.open(kind, Style::Flow, span(self.at, self.at).start, Properties::default())?;
            self.open.push(mapping);
            self.at += 1;
            self.blanks();
            if self.bytes.at(self.at) == (if mapping { b'}' } else { b']' }) {
                return self.close(builder);
            }
            if mapping {
                if self.bytes.at(self.at) != b'"' {
                    return self.unexpected("a key in double quotes or `}`");
                }
                self.string(builder)?;
                self.blanks();
                if self.bytes.at(self.at) != b':' {
                    return self.unexpected("`:`");
                }
                self.at += 1;
            }
        }
    }

    fn close(&mut self, builder: &mut Builder<'_>) -> Scan<()> {
        self.at += 1;
        self.open.pop();
        builder.close(Some(span(self.at, self.at).end))
    }

    fn scalar(&mut self, start: usize, style: Style, verbatim: bool, builder: &mut Builder<'_>) -> Scan<()> {
        let cell = Cell::scalar(span(start, self.at), style, Tag::None);
        builder.line_scalar(cell.verbatim(verbatim))
    }

    fn string(&mut self, builder: &mut Builder<'_>) -> Scan<()> {
        let start = self.at;
        let mut verbatim = true;
        self.at += 1;
        loop {
            match self.bytes.at(self.at) {
                b'"' => break,
                b'\\' => {
                    verbatim = false;
                    self.escape()?;
                }
                0..=0x1F if self.bytes.is_end(self.at) => {
                    return fault(
                        span(start, self.at),
                        "this string is never closed; expected `\"` at its end",
                    );
                }
                0..=0x1F => return self.unexpected("an escape such as `\\n`"),
                _ => self.at += 1,
            }
        }
        self.at += 1;
        self.scalar(start, Style::DoubleQuoted, verbatim, builder)
    }

    fn escape(&mut self) -> Scan<()> {
        match self.bytes.at(self.at + 1) {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' => {
                let digits = self.bytes.range(self.at + 2, self.at + 6);
                if digits.len() < 4 || !digits.iter().all(u8::is_ascii_hexdigit) {
                    return fault(span(self.at, self.at + 2), "expected four hexadecimal digits after `\\u`");
                }
                self.at += 6;
            }
            _ => {
                return fault(
                    span(self.at, self.at + 1),
                    "JSON does not know this escape; write `\\\\` for a backslash",
                );
            }
        }
        Ok(())
    }

    fn number(&mut self, builder: &mut Builder<'_>) -> Scan<()> {
        let start = self.at;
        if self.bytes.at(self.at) == b'-' {
            self.at += 1;
        }
        if self.bytes.at(self.at) == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.bytes.at(self.at) == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.bytes.at(self.at), b'e' | b'E') {
            self.at += 1;
            if matches!(self.bytes.at(self.at), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        if let Value::Number(Number::Float(value)) =
            literal(Cow::Borrowed(self.text.get(start..self.at).unwrap_or_default()))
            && !value.is_finite()
        {
            let message = "this number is too large for Kubernetes' JSON".into();
            self.wrong.get_or_insert(Fault { span: span(start, self.at), message });
        }
        self.scalar(start, Style::Plain, true, builder)
    }

    fn digits(&mut self) -> Scan<()> {
        let end = self.bytes.skip_while(self.at, |byte| byte.is_ascii_digit());
        if end == self.at {
            return self.unexpected("a digit");
        }
        self.at = end;
        Ok(())
    }

    fn word(&mut self, builder: &mut Builder<'_>) -> Scan<()> {
        for word in ["null", "true", "false"] {
            if self.bytes.starts_with(self.at, word) {
                let start = self.at;
                self.at += word.len();
                return self.scalar(start, Style::Plain, true, builder);
            }
        }
        self.unexpected("a value")
    }
}

/// The value of a number or a word.
pub(crate) fn literal(text: Cow<'_, str>) -> Value<'_> {
    match text.as_ref() {
        "null" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        digits => Value::Number(if let Ok(value) = digits.parse() {
            Number::Int(value)
        } else if let Ok(value) = digits.parse() {
            Number::Uint(value)
        } else {
            Number::Float(digits.parse().unwrap_or_default())
        }),
    }
}

/// The value of a string with escapes; half of a surrogate pair becomes U+FFFD.
pub(crate) fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((clean, tail)) = rest.split_once('\\') {
        out.push_str(clean);
        let mut characters = tail.chars();
        let character = characters.next().unwrap_or_default();
        rest = characters.as_str();
        out.push(match character {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let (value, behind) = code_point(rest);
                rest = behind;
                value
            }
            other => other,
        });
    }
    out.push_str(rest);
    out
}

/// The character behind `\u`, and the text behind it.
fn code_point(text: &str) -> (char, &str) {
    let Some((unit, rest)) = code_unit(text) else { return (char::REPLACEMENT_CHARACTER, text) };
    if let Some(character) = char::from_u32(unit) {
        return (character, rest);
    }
    let pair = rest.strip_prefix("\\u").and_then(code_unit);
    if let Some((low @ 0xDC00..=0xDFFF, behind)) = pair
        && unit < 0xDC00
    {
        let value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        return (char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER), behind);
    }
    (char::REPLACEMENT_CHARACTER, rest)
}

fn code_unit(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    Some((u32::from_str_radix(digits, 16).ok()?, rest))
}
