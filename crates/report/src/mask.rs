//! What outputs hide: no format shows a secret.
//!
//! Messages hold none (`checks` sees to that). Formats that show text of the input ask here first: a line loses the
//! secrets that stand in it, an edit whose text holds one is left out. Three things tell what is one: the places where
//! `checks` found them, their texts wherever else they stand, and for text that no check has judged what it looks like.

use std::collections::HashMap;
use std::ops::Range;
use std::ptr;

use checks::{HIDDEN, Secret, secrets_in_line};
use finding::Fix;
use manifest::{Source, Span};

use crate::Scan;
use texts::Texts;

mod texts;

/// Metadata of a Secret that may be shown; everything else on its lines is a value.
const PLAIN_KEYS: [&str; 7] =
    ["apiVersion:", "kind:", "metadata:", "name:", "namespace:", "type:", "immutable:"];

/// Characters without a blank between them, above which a piece of text that could not be read may be a key.
const LONG: usize = 16;

/// What must not be shown of the input.
#[derive(Default)]
pub(crate) struct Mask<'s> {
    /// By the address of the source: where secrets stand, in their order, none touching the next.
    spans: HashMap<*const Source, Vec<Span>>,
    texts: Texts<'s>,
}

/// What is known of the document around a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// It was judged, and is no Secret.
    Judged,
    /// It is a Secret: only its metadata may be shown.
    Secret,
    /// It was not understood.
    Unread,
}

/// A line as it may be shown.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its text, with [`HIDDEN`] in the place of each secret.
    pub(crate) text: String,
    /// The hidden bytes of the line as it is written, in their order.
    hidden: Vec<Range<usize>>,
}

impl<'s> Mask<'s> {
    /// Hides every secret of a scan, whatever findings there are.
    pub(crate) fn of(scan: &Scan<'s>) -> Mask<'s> {
        let mut spans: HashMap<*const Source, Vec<Span>> = HashMap::new();
        for Secret { source, span, .. } in scan.secrets {
            spans.entry(ptr::from_ref(&**source)).or_default().push(*span);
        }
        spans.values_mut().for_each(merge);
        Mask { spans, texts: Texts::of(scan.secrets.iter().map(|secret| &*secret.text)) }
    }

    /// A line of a source, from 1, as it may be shown.
    pub(crate) fn line(&self, source: &Source, line: u32, content: Content) -> Line {
        let span = source.line(line);
        let text = source.slice(span);
        let mut hidden: Vec<Range<usize>> = self.known(source, span).collect();
        self.find(text, content, &mut hidden);
        Line::new(text, hidden)
    }

    /// The parts of a line that belong to known secrets.
    fn known(&self, source: &Source, line: Span) -> impl Iterator<Item = Range<usize>> {
        let spans = self.spans.get(&ptr::from_ref(source)).map_or(&[][..], Vec::as_slice);
        let first = spans.partition_point(|span| span.end <= line.start);
        spans[first..].iter().take_while(move |span| span.start < line.end).map(move |span| {
            let (start, end) = (span.start.max(line.start), span.end.min(line.end));
            (start - line.start) as usize..(end - line.start) as usize
        })
    }

    /// What of a text is or looks like a secret.
    fn find(&self, text: &str, content: Content, hidden: &mut Vec<Range<usize>>) {
        hidden.extend(self.texts.find(text));
        hidden.extend(secrets_in_line(text));
        match content {
            Content::Judged => {}
            Content::Secret if is_plain(text) => {}
            Content::Secret => hidden.push(value(text)..text.len()),
            Content::Unread => hidden.extend(unread(text)),
        }
    }

    /// Whether the edits of a fix may be shown: they move no secret.
    pub(crate) fn shows_edits(&self, fix: &Fix) -> bool {
        fix.edits
            .iter()
            .flat_map(|edit| edit.edit.text.lines())
            .all(|line| self.texts.find(line).next().is_none() && secrets_in_line(line).is_empty())
    }
}

impl Line {
    /// Hides parts of a line; they may overlap and be in any order.
    fn new(line: &str, mut parts: Vec<Range<usize>>) -> Line {
        parts.sort_unstable_by_key(|part| (part.start, part.end));
        let mut hidden: Vec<Range<usize>> = Vec::with_capacity(parts.len());
        for part in parts {
            let part = trimmed(line, part);
            match hidden.last_mut() {
                _ if part.is_empty() => {}
                Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                _ => hidden.push(part),
            }
        }
        let mut text = String::with_capacity(line.len());
        let mut shown = 0;
        for part in &hidden {
            text.push_str(line.get(shown..part.start).unwrap_or_default());
            text.push_str(HIDDEN);
            shown = part.end;
        }
        text.push_str(line.get(shown..).unwrap_or_default());
        Line { text, hidden }
    }

    /// Where a range of the line as it is written stands in what is shown; a hidden part counts as a whole.
    pub(crate) fn shown(&self, range: Range<usize>) -> Range<usize> {
        self.place(range.start, 0)..self.place(range.end, HIDDEN.len())
    }

    /// Where a byte stands; `inside`: where in what stands for a hidden part a byte of it is taken to be.
    fn place(&self, byte: usize, inside: usize) -> usize {
        let mut moved = 0isize;
        for part in self.hidden.iter().take_while(|part| part.start < byte) {
            if byte < part.end {
                return part.start.saturating_add_signed(moved) + inside;
            }
            moved += HIDDEN.len() as isize - part.len() as isize;
        }
        byte.saturating_add_signed(moved)
    }

    /// Whether all of it is shown.
    pub(crate) fn is_whole(&self) -> bool {
        self.hidden.is_empty()
    }
}

/// Puts spans in order, and makes one of those that overlap: a scalar may hold several secrets.
fn merge(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup_by(|next, span| {
        let overlaps = next.start <= span.end;
        if overlaps {
            span.end = span.end.max(next.end);
        }
        overlaps
    });
}

/// A part without the blanks around it, on whole characters.
fn trimmed(line: &str, part: Range<usize>) -> Range<usize> {
    let (start, end) = (line.floor_char_boundary(part.start), line.ceil_char_boundary(part.end));
    let text = line.get(start..end).unwrap_or_default();
    let blank = text.len() - text.trim_start().len();
    let length = text.trim().len();
    start + blank..start + blank + length
}

/// Parts of a line that could not be read and may be secrets: what stands behind `value:`, and long pieces of text
/// that no name belongs to, such as lines of a key.
fn unread(line: &str) -> Vec<Range<usize>> {
    let start = value(line);
    let key = line[..start].trim_matches([' ', '-', ':', '"', '\'', '{']);
    let mut parts = Vec::new();
    if key == "value" {
        parts.push(start..line.len());
    }
    let mut place = 0;
    for word in line.split([' ', '"', '\'']) {
        let is_key_material =
            word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=_-".contains(&byte));
        let has_both = word.bytes().any(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_lowercase());
        if word.len() >= LONG && is_key_material && has_both {
            parts.push(place..place + word.len());
        }
        place += word.len() + 1;
    }
    parts
}

/// Where a line's text begins.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Where a line's value begins: behind its first key, else where its content does.
fn value(line: &str) -> usize {
    line.find(": ").map_or_else(|| indent(line), |colon| colon + 2)
}

/// Whether a line holds no value of a Secret.
fn is_plain(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '-']);
    let is_flow = content.contains(['{', '[', '"']);
    content.is_empty() || (!is_flow && PLAIN_KEYS.iter().any(|key| content.starts_with(key)))
}

#[cfg(test)]
mod tests {
    use super::{Content, Line, Mask};

    #[test]
    fn places_move_with_what_is_hidden() {
        let line = Line::new("a: one, b: twotwotwo, c", vec![11..20, 3..6, 12..14]);
        assert_eq!(line.text, "a: [hidden], b: [hidden], c");
        assert_eq!(line.shown(0..1), 0..1);
        assert_eq!(line.shown(3..6), 3..11);
        assert_eq!(line.shown(8..9), 13..14);
        assert_eq!(line.shown(13..15), 16..24);
        assert_eq!(line.shown(22..23), 26..27);
    }

    #[test]
    fn lines_that_nobody_understood() {
        let shown = |text: &str| {
            let mut hidden = Vec::new();
            Mask::default().find(text, Content::Unread, &mut hidden);
            Line::new(text, hidden).text
        };
        assert_eq!(shown("  value: \"hunter2"), "  value: [hidden]");
        assert_eq!(shown("  DB_PASSWORD: hunter2: x"), "  DB_PASSWORD: [hidden]");
        assert_eq!(shown("MIIEpAIBAAKCAQEAz9kXq3mVt8q3mV"), "[hidden]");
        assert_eq!(shown("  image: nginx: latest"), "  image: nginx: latest");
        assert_eq!(shown("  terminationGracePeriodSeconds: [3"), "  terminationGracePeriodSeconds: [3");
    }
}
