//! The line that a finding points at, as it is shown: cut to the width, harmless, without secrets, and where the caret
//! goes in it.

use std::ops::Range;

use finding::Location;
use manifest::{Source, Span};

use super::mask::Mask;
use crate::visible;

/// What stands where a long line was cut.
const CUT: &str = "…";

/// One line of a source and the range in it that is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line's number, from 1.
    pub(super) line: u32,
    /// The column of the range's start in the source, from 1, in characters.
    pub(super) column: u32,
    /// The line as it is shown.
    pub(super) text: String,
    /// The bytes of `text` that are marked.
    pub(super) marked: Range<usize>,
    /// Whether what is marked is the key of the range instead of the range.
    pub(super) is_key: bool,
}

/// Where excerpts are taken: what must not be seen of them, and how much room there is.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    /// What hides secrets.
    pub(super) mask: &'a Mask,
    /// Whether the place is inside a Secret.
    pub(super) in_secret: bool,
    /// Columns for the line.
    pub(super) width: usize,
}

impl Frame<'_> {
    /// The excerpt of a location; nothing for a live object.
    pub(super) fn excerpt(&self, location: &Location) -> Option<Excerpt> {
        let (source, span) = (location.source()?, location.span()?);
        if matches!(source.provenance(), manifest::Provenance::Live) {
            return None;
        }
        Some(self.excerpt_of_range(source, span))
    }

    /// The excerpt of a range: the line it is on, or, if it has several, the line of the key that it stands under, else
    /// its first line.
    pub(super) fn excerpt_of_range(&self, source: &Source, span: Span) -> Excerpt {
        let has_lines = source.slice(span).trim_end().contains('\n');
        let key = key_above(source, span).filter(|_| has_lines || is_entry(source, span));
        let span = key.unwrap_or(span);
        let position = source.position(span.start);
        let whole = source.line(position.line);
        let line = self.mask.line(source, position.line, self.in_secret);
        let (kept, text) = (line.kept(), line.text());
        let start = ((span.start - whole.start) as usize).min(kept.len());
        let end = (span.end.min(whole.end).saturating_sub(whole.start)) as usize;
        let end = if line.is_whole() { trimmed_end(kept, start, end) } else { text.len() };
        let (text, marked) = cut(&text, start..end, self.width);
        Excerpt { line: position.line, column: position.column, text, marked, is_key: key.is_some() }
    }
}

/// Whether a range on one line is a block mapping with one entry, as against a scalar: it begins its line.
fn is_entry(source: &Source, span: Span) -> bool {
    let line = source.line(source.position(span.start).line);
    source.slice(Span { start: line.start, end: span.start }).bytes().all(|byte| byte == b' ')
        && source.slice(span).contains(": ")
}

/// The end of the marked part, without white space behind it and never before its start.
fn trimmed_end(line: &str, start: usize, end: usize) -> usize {
    let marked = line.get(start..end.max(start)).unwrap_or_default();
    start + marked.trim_end().len()
}

/// Makes a line harmless, and cuts it to so many columns around the marked part.
fn cut(line: &str, marked: Range<usize>, columns: usize) -> (String, Range<usize>) {
    let before = visible::source(line.get(..marked.start).unwrap_or_default());
    let inside = visible::source(line.get(marked.clone()).unwrap_or_default());
    let after = visible::source(line.get(marked.end..).unwrap_or_default());
    let (before_width, after_width) = (visible::width(&before), visible::width(&after));
    if before_width + visible::width(&inside) + after_width <= columns {
        return joined([&before, &inside, &after], false, false);
    }
    let inside = visible::start(&inside, columns * 2 / 3);
    let room = columns.saturating_sub(visible::width(inside) + 2);
    let for_after = after_width.min(room / 3);
    let for_before = before_width.min(room - for_after);
    let parts = [visible::end(&before, for_before), inside, visible::start(&after, room - for_before)];
    joined(parts, parts[0].len() < before.len(), parts[2].len() < after.len())
}

fn joined([before, inside, after]: [&str; 3], cut_left: bool, cut_right: bool) -> (String, Range<usize>) {
    let (left, right) = (if cut_left { CUT } else { "" }, if cut_right { CUT } else { "" });
    let start = left.len() + before.len();
    (format!("{left}{before}{inside}{after}{right}"), start..start + inside.len())
}

/// The key that a block mapping stands under, if it is on a line above: the nearest line that is indented less.
fn key_above(source: &Source, mapping: Span) -> Option<Span> {
    let position = source.position(mapping.start);
    let first = source.line(position.line);
    let before = source.slice(Span { start: first.start, end: mapping.start });
    if before.is_empty() || !before.bytes().all(|byte| byte == b' ') {
        return None;
    }
    let key = (1..position.line).rev().map(|line| source.line(line)).find(|line| {
        let text = source.slice(*line);
        let content = text.trim_start_matches([' ', '-']);
        !content.is_empty() && !content.starts_with('#') && text.len() - content.len() < before.len()
    })?;
    let text = source.slice(key);
    let start = text.len() - text.trim_start_matches([' ', '-']).len();
    let end = text.trim_end().strip_suffix(':').or_else(|| text.split_once(": ").map(|(key, _)| key))?.len();
    let offset = |place: usize| key.start.saturating_add(u32::try_from(place).unwrap_or(u32::MAX));
    (start < end).then(|| Span { start: offset(start), end: offset(end) })
}
