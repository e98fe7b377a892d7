//! Bytes, and what they are to YAML 1.1.

use memchr::memchr2;

/// The bytes of a text; past the end stand zeros, which no valid text holds.
#[derive(Clone, Copy)]
pub(crate) struct Bytes<'s> {
    text: &'s [u8],
    /// Whether the text came line by line, as kubectl reads a stream: each line lost its LF or CRLF and got
    /// an LF, the last line too.
    stream: bool,
}

impl<'s> Bytes<'s> {
    pub(crate) fn new(text: &'s str) -> Bytes<'s> {
        Bytes { text: text.as_bytes(), stream: false }
    }

    /// The bytes of one document of a stream.
    pub(crate) fn of_stream(text: &'s str) -> Bytes<'s> {
        Bytes { text: text.as_bytes(), stream: true }
    }

    /// Another text of the same kind.
    pub(crate) fn with_text(self, text: &'s str) -> Bytes<'s> {
        Bytes { text: text.as_bytes(), ..self }
    }

    /// Whether a line feed is to be thought behind the last byte.
    pub(crate) fn lacks_line_feed(self) -> bool {
        self.stream && !matches!(self.text.last(), Some(b'\n' | b'\r'))
    }

    /// A part of the text; empty where that is not on character boundaries.
    pub(crate) fn str(self, start: usize, end: usize) -> &'s str {
        std::str::from_utf8(self.range(start, end)).unwrap_or_default()
    }

    /// The byte at an offset; 0 past the end.
    #[inline]
    pub(crate) fn at(self, at: usize) -> u8 {
        self.text.get(at).copied().unwrap_or(0)
    }

    pub(crate) fn len(self) -> usize {
        self.text.len()
    }

    #[inline]
    pub(crate) fn is_end(self, at: usize) -> bool {
        at >= self.text.len()
    }

    pub(crate) fn range(self, start: usize, end: usize) -> &'s [u8] {
        self.text.get(start..end).unwrap_or_default()
    }

    /// All bytes from an offset on.
    #[inline]
    pub(crate) fn from(self, at: usize) -> &'s [u8] {
        self.text.get(at..).unwrap_or_default()
    }

    pub(crate) fn starts_with(self, at: usize, prefix: &str) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(prefix.as_bytes()))
    }

    /// How many bytes the character at an offset has.
    pub(crate) fn character_length(self, at: usize) -> usize {
        match self.at(at) {
            0..=0xBF => 1,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0.. => 4,
        }
    }

    /// How many bytes before an offset belong to a character that goes on behind it.
    pub(crate) fn unfinished(self, end: usize) -> usize {
        let starts =
            |back: &usize| end.checked_sub(*back).is_some_and(|at| at + self.character_length(at) > end);
        (1..4).find(starts).unwrap_or(0)
    }

    /// How many bytes the line break at an offset has: LF, CR, CRLF, NEL, LS or PS; 0 if there is none.
    #[inline]
    pub(crate) fn break_length(self, at: usize) -> usize {
        match self.at(at) {
            b'\n' => 1,
            b'\r' => match self.at(at + 1) {
                b'\n' => 2,
                b'\r' if self.stream && self.at(at + 2) == b'\n' => 3,
                _ => 1,
            },
            0xC2 if self.at(at + 1) == 0x85 => 2,
            0xE2 if self.at(at + 1) == 0x80 && matches!(self.at(at + 2), 0xA8 | 0xA9) => 3,
            _ => 0,
        }
    }

    #[inline]
    pub(crate) fn is_break_or_end(self, at: usize) -> bool {
        self.is_end(at) || self.break_length(at) > 0
    }

    #[inline]
    pub(crate) fn is_blank_or_end(self, at: usize) -> bool {
        is_blank(self.at(at)) || self.is_break_or_end(at)
    }

    pub(crate) fn skip_while(self, mut at: usize, class: fn(u8) -> bool) -> usize {
        while class(self.at(at)) {
            at += 1;
        }
        at
    }

    pub(crate) fn skip_blanks(self, at: usize) -> usize {
        self.skip_while(at, is_blank)
    }

    /// Where the line ends that `at` is on: at its break, or at the end of the text.
    pub(crate) fn line_end(self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let end = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        at + self.unicode_break(line).unwrap_or(end)
    }

    /// Where the first NEL, LS or PS stands in a line.
    fn unicode_break(self, line: &[u8]) -> Option<usize> {
        let bytes = Bytes { text: line, ..self };
        let mut at = 0;
        while let Some(found) = line.get(at..).and_then(|rest| memchr2(0xC2, 0xE2, rest)) {
            at += found;
            if bytes.break_length(at) > 0 {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Whether more than `limit` characters lie between two offsets on one line.
    pub(crate) fn is_longer(self, start: usize, end: usize, limit: usize) -> bool {
        end - start > limit
            && self.range(start, end).iter().filter(|byte| **byte & 0xC0 != 0x80).nth(limit).is_some()
    }
}

#[inline]
pub(crate) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// What names of anchors, directives and tag handles are made of.
pub(crate) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// Where the first character stands that YAML 1.1 does not allow in a text (YAML 1.1, 5.1).
pub(crate) fn forbidden(text: &[u8]) -> Option<usize> {
    /// Large enough for the compiler to look at many bytes at a time.
    const BLOCK: usize = 64;
    let blocks = text.chunks(BLOCK).enumerate();
    let mut suspects =
        blocks.filter(|(_, block)| block.iter().fold(false, |any, byte| any | is_suspect(*byte)));
    suspects.find_map(|(index, block)| {
        let start = index * BLOCK;
        let mut places =
            (start..start + block.len()).filter(|at| text.get(*at).is_some_and(|byte| is_suspect(*byte)));
        places.find(|at| !is_allowed(text, *at))
    })
}

fn is_allowed(text: &[u8], at: usize) -> bool {
    match text.get(at..).unwrap_or_default() {
        [0xC2, next, ..] => *next >= 0xA0 || *next == 0x85,
        [0xEF, next, last, ..] => !(*next == 0xBF && *last >= 0xBE),
        _ => false,
    }
}

fn is_suspect(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || matches!(byte, 0x7F | 0xC2 | 0xEF)
}
