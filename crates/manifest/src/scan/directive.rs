//! Tags and directives.

use super::classes::{Bytes, is_blank, is_word};
use super::{Scan, Scanner, Token, fault, span};

/// A tag as it is written: `!handle!suffix`, `!suffix`, `!<uri>` (no handle).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TagName {
    pub(crate) handle: Vec<u8>,
    pub(crate) suffix: Vec<u8>,
}

/// `%TAG !handle! prefix`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TagDirective {
    pub(crate) handle: Vec<u8>,
    pub(crate) prefix: Vec<u8>,
}

impl Scanner<'_> {
    pub(super) fn fetch_directive(&mut self) -> Scan<()> {
        self.unroll(-1);
        self.remove_key()?;
        self.key_allowed = false;
        let start = self.at;
        let name_end = self.bytes.skip_while(start + 1, is_word);
        let name = self.bytes.range(start + 1, name_end);
        let token = match name {
            b"YAML" if self.bytes.is_blank_or_end(name_end) => {
                self.at = self.bytes.skip_blanks(name_end);
                let major = self.version_number(start)?;
                if self.bytes.at(self.at) != b'.' {
                    return fault(span(start, self.at), "expected a version such as `1.1` after `%YAML`");
                }
                self.at += 1;
                Token::Version(major, self.version_number(start)?)
            }
            b"TAG" if self.bytes.is_blank_or_end(name_end) => {
                self.at = self.bytes.skip_blanks(name_end);
                self.tag_directive(start)?;
                Token::TagDirective
            }
            _ => {
                let end = self.bytes.line_end(start);
                return fault(
                    span(start, end),
                    "a line that starts with `%` is a directive, of which YAML knows only `%YAML` and `%TAG`; quote the value",
                );
            }
        };
        let end = self.at;
        self.at = self.bytes.skip_blanks(self.at);
        if self.bytes.at(self.at) == b'#' {
            self.comment();
        }
        if !self.bytes.is_break_or_end(self.at) {
            return fault(
                span(start, self.bytes.line_end(start)),
                "expected the end of the line after this directive",
            );
        }
        let length = self.bytes.break_length(self.at);
        if length > 0 {
            self.next_line(length);
        }
        self.push(token, start, end);
        Ok(())
    }

    fn version_number(&mut self, start: usize) -> Scan<u8> {
        let end = self.bytes.skip_while(self.at, |byte| byte.is_ascii_digit());
        let digits = self.bytes.range(self.at, end);
        if digits.is_empty() || digits.len() > 2 {
            return fault(span(start, end), "expected a version such as `1.1` after `%YAML`");
        }
        self.at = end;
        Ok(digits.iter().fold(0, |number, digit| number * 10 + (digit - b'0')))
    }

    fn tag_directive(&mut self, start: usize) -> Scan<()> {
        let handle = self.tag_handle(start)?;
        if handle.len() > 1 && handle.last() != Some(&b'!') {
            return fault(
                span(start, self.at),
                "expected `!` at the end of the handle of this `%TAG` directive",
            );
        }
        if !is_blank(self.bytes.at(self.at)) {
            return fault(span(start, self.at), "expected a blank after the handle of this `%TAG` directive");
        }
        self.at = self.bytes.skip_blanks(self.at);
        let prefix = self.tag_uri(start)?;
        if prefix.is_empty() || !self.bytes.is_blank_or_end(self.at) {
            return fault(
                span(start, self.at + 1),
                "expected a prefix and then the end of the line in this `%TAG` directive",
            );
        }
        self.directives.push_back(TagDirective { handle, prefix });
        Ok(())
    }

    pub(super) fn fetch_tag(&mut self) -> Scan<()> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        let tag =
            if self.bytes.at(start + 1) == b'<' { self.verbatim_tag(start)? } else { self.short_tag(start)? };
        if !self.bytes.is_blank_or_end(self.at) {
            return fault(span(start, self.at + 1), "expected a blank after this tag");
        }
        self.tags.push_back(tag);
        self.push(Token::Tag, start, self.at);
        Ok(())
    }

    fn verbatim_tag(&mut self, start: usize) -> Scan<TagName> {
        self.at += 2;
        let suffix = self.tag_uri(start)?;
        if suffix.is_empty() || self.bytes.at(self.at) != b'>' {
            return fault(span(start, self.at + 1), "expected the name of a tag and `>` after `!<`");
        }
        self.at += 1;
        Ok(TagName { handle: Vec::new(), suffix })
    }

    fn short_tag(&mut self, start: usize) -> Scan<TagName> {
        let head = self.tag_handle(start)?;
        let mut suffix = self.tag_uri(start)?;
        if head.len() > 1 && head.last() == Some(&b'!') {
            if suffix.is_empty() {
                return fault(span(start, self.at), "expected the name of a tag after its handle");
            }
            return Ok(TagName { handle: head, suffix });
        }
        suffix.splice(0..0, head.into_iter().skip(1));
        if suffix.is_empty() {
            return Ok(TagName { handle: Vec::new(), suffix: b"!".to_vec() });
        }
        Ok(TagName { handle: b"!".to_vec(), suffix })
    }

    /// `!`, `!word` or `!word!`.
    fn tag_handle(&mut self, start: usize) -> Scan<Vec<u8>> {
        if self.bytes.at(self.at) != b'!' {
            return fault(span(start, self.at), "expected `!` at the start of a tag's handle");
        }
        let from = self.at;
        self.at = self.bytes.skip_while(from + 1, is_word);
        if self.bytes.at(self.at) == b'!' {
            self.at += 1;
        }
        Ok(self.bytes.range(from, self.at).to_vec())
    }

    fn tag_uri(&mut self, start: usize) -> Scan<Vec<u8>> {
        let mut uri = Vec::new();
        loop {
            let byte = self.bytes.at(self.at);
            if byte == b'%' {
                self.uri_escape(start, &mut uri)?;
            } else if is_word(byte) || b";/?:@&=+$,.!~*'()[]".contains(&byte) {
                uri.push(byte);
                self.at += 1;
            } else {
                return Ok(uri);
            }
        }
    }

    /// One character, as `%` and two hexadecimal digits per byte.
    fn uri_escape(&mut self, start: usize, uri: &mut Vec<u8>) -> Scan<()> {
        let Some(first) = escaped_octet(self.bytes, self.at) else {
            return fault(span(start, self.at + 1), "expected two hexadecimal digits after `%` in this tag");
        };
        let length = match first {
            0..=0x7F => 1,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF7 => 4,
            _ => {
                return fault(
                    span(self.at, self.at + 3),
                    "expected the first byte of a UTF-8 character in this tag",
                );
            }
        };
        uri.push(first);
        self.at += 3;
        for _ in 1..length {
            match escaped_octet(self.bytes, self.at) {
                Some(octet) if octet & 0xC0 == 0x80 => uri.push(octet),
                _ => {
                    return fault(
                        span(start, self.at + 1),
                        "expected the next byte of a UTF-8 character in this tag",
                    );
                }
            }
            self.at += 3;
        }
        Ok(())
    }
}

fn escaped_octet(bytes: Bytes<'_>, at: usize) -> Option<u8> {
    let digits = std::str::from_utf8(bytes.range(at + 1, at + 3)).ok()?;
    let hexadecimal =
        bytes.at(at) == b'%' && digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hexadecimal { u8::from_str_radix(digits, 16).ok() } else { None }
}
