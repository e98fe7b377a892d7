//! The line that a finding points at, as it is shown: cut to the width, harmless, without secrets, and where the caret
//! goes in it.

use std::ops::Range;

use finding::Location;
use manifest::{Source, Span};

use super::mask::Mask;
use crate::visible;

/// Columns that line numbers and rulers take.
const GUTTER: usize = 10;

/// What stands where a long line was cut.
const CUT: &str = "…";

/// One line of a source and the range in it that is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line's number, from 1.
    pub(super) line: usize,
    /// The column of the range's start in the source, from 1.
    pub(super) column: usize,
    /// The line as it is shown.
    pub(super) text: String,
    /// The bytes of `text` that are marked.
    pub(super) caret: Range<usize>,
    /// Whether the text is that of a key above the range, which stands for the mapping.
    pub(super) is_key: bool,
}

/// The excerpt of a place: for a range over several lines its first one; for a mapping that lacks a field the line of
/// the mapping's key. `in_secret` says that the place is inside a Secret.
pub(super) fn excerpt(location: &Location, in_secret: bool, mask: &Mask, width: usize) -> Option<Excerpt> {
    let (source, span) = (location.source()?, location.span()?);
    let key = match location {
        Location::Absent { .. } => key_above(source, span),
        _ => None,
    };
    let shown = key.unwrap_or(span);
    Some(Excerpt { is_key: key.is_some(), ..excerpt_of_range(source, shown, in_secret, mask, width) })
}

/// The excerpt of a range.
pub(super) fn excerpt_of_range(
    source: &Source,
    span: Span,
    in_secret: bool,
    mask: &Mask,
    width: usize,
) -> Excerpt {
    let position = source.position(span.start);
    let whole = source.line(position.line);
    let line = mask.line(source, position.line, in_secret);
    let start = (span.start - whole.start) as usize;
    let end = (span.end.min(whole.end).saturating_sub(whole.start)) as usize;
    let marked = if line.is_whole() {
        start..trimmed_end(line.kept(), start, end)
    } else {
        start.min(line.kept().len())..line.text().len()
    };
    let (text, caret) = cut(&line.text(), marked, width.saturating_sub(GUTTER).max(20));
    Excerpt { line: position.line as usize, column: position.column as usize, text, caret, is_key: false }
}

/// The end of the marked part, without white space behind it and never before its start.
fn trimmed_end(line: &str, start: usize, end: usize) -> usize {
    let marked = line.get(start..end.max(start)).unwrap_or_default();
    start + marked.trim_end().len()
}

/// Cuts a line to `width` characters around the marked part, and makes it harmless.
fn cut(line: &str, marked: Range<usize>, width: usize) -> (String, Range<usize>) {
    let before = visible::line(line.get(..marked.start).unwrap_or_default());
    let inside = visible::line(line.get(marked.clone()).unwrap_or_default());
    let after = visible::line(line.get(marked.end..).unwrap_or_default());
    let (before_width, inside_width, after_width) = (columns(&before), columns(&inside), columns(&after));
    if before_width + inside_width + after_width <= width {
        return joined(&before, &inside, &after, "", "");
    }
    let inside = first_characters(&inside, width.saturating_sub(20).max(10));
    let room = width - columns(inside).min(width);
    let after_room = after_width.min(room / 2);
    let before_room = before_width.min(room - after_room);
    let before_cut = last_characters(&before, before_room);
    let after_cut = first_characters(&after, room - before_room);
    let left = if before_cut.len() < before.len() { CUT } else { "" };
    let right = if after_cut.len() < after.len() { CUT } else { "" };
    joined(before_cut, inside, after_cut, left, right)
}

fn joined(before: &str, inside: &str, after: &str, left: &str, right: &str) -> (String, Range<usize>) {
    let text = format!("{left}{before}{inside}{after}{right}");
    let start = left.len() + before.len();
    (text, start..start + inside.len())
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

fn first_characters(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or(text, |(end, _)| &text[..end])
}

fn last_characters(text: &str, count: usize) -> &str {
    match columns(text).checked_sub(count) {
        None | Some(0) => text,
        Some(skipped) => text.char_indices().nth(skipped).map_or("", |(start, _)| &text[start..]),
    }
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
        let content = text.trim_start();
        !content.is_empty() && !content.starts_with('#') && text.len() - content.len() < before.len()
    })?;
    let text = source.slice(key);
    let start = text.len() - text.trim_start_matches([' ', '-']).len();
    let end = text.trim_end().strip_suffix(':').or_else(|| text.split_once(": ").map(|(key, _)| key))?.len();
    (start < end).then(|| Span { start: key.start + start as u32, end: key.start + end as u32 })
}
