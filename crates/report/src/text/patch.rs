//! A fix's edits as small pieces of text before and after.

use std::sync::Arc;

use finding::{Fix, SourceEdit};
use manifest::edit::{Edit, apply};
use manifest::{Source, Span};

use super::excerpt::{Frame, cut};

/// Lines of one piece, and pieces of one fix, above which only the fix's title is shown.
const MOST_LINES: usize = 12;
const MOST_PIECES: usize = 3;

/// Neighbouring lines of a file, before and after.
pub(super) struct Piece {
    /// In the order in which they are shown.
    pub(super) rows: Vec<Row>,
}

/// A line with its number, from 1, before or after the edit.
pub(super) enum Row {
    /// As it was; shown where there would be nothing else to find the place by.
    Kept(u32, String),
    /// Only before.
    Removed(u32, String),
    /// Only after.
    Added(u32, String),
}

impl Row {
    /// The line's number.
    pub(super) fn line(&self) -> u32 {
        match self {
            Row::Kept(line, _) | Row::Removed(line, _) | Row::Added(line, _) => *line,
        }
    }
}

/// The pieces of a fix; nothing where there is a secret on their lines or they would be too long to be read.
pub(super) fn pieces(fix: &Fix, frame: Frame<'_>) -> Vec<Piece> {
    if !frame.mask.shows_edits(fix) {
        return Vec::new();
    }
    let mut edits: Vec<&SourceEdit> = fix.edits.iter().collect();
    edits
        .sort_by(|one, two| one.source.name().cmp(two.source.name()).then(one.edit.span.cmp(&two.edit.span)));
    let near = |one: &&SourceEdit, two: &&SourceEdit| {
        Arc::ptr_eq(&one.source, &two.source) && first(two) <= last(one) + 1
    };
    let pieces: Option<Vec<Piece>> = edits.chunk_by(near).map(|edits| piece(edits, frame)).collect();
    pieces.filter(|pieces| pieces.len() <= MOST_PIECES).unwrap_or_default()
}

/// The first line that an edit touches, from 1.
fn first(edit: &SourceEdit) -> u32 {
    edit.source.position(edit.edit.span.start).line
}

/// The last line that an edit touches, from 1.
fn last(edit: &SourceEdit) -> u32 {
    edit.source.position(edit.edit.span.end).line
}

fn piece(edits: &[&SourceEdit], frame: Frame<'_>) -> Option<Piece> {
    let source: &Source = &edits.first()?.source;
    let (from, to) = (first(edits.first()?), last(edits.last()?));
    if (from..=to).any(|line| !frame.mask.line(source, line, frame.content).is_whole()) {
        return None;
    }
    let start = source.line(from).start;
    let before = source.slice(Span { start, end: source.line(to).end });
    let within = |offset: u32| (offset - start).min(u32::try_from(before.len()).unwrap_or(u32::MAX));
    let edits: Vec<Edit> = edits
        .iter()
        .map(|SourceEdit { edit, .. }| Edit {
            span: Span { start: within(edit.span.start), end: within(edit.span.end) },
            text: edit.text.clone(),
        })
        .collect();
    let after = apply(before, &edits).ok()?;
    let rows = rows(from, before, &after, frame.width);
    (rows.len() <= MOST_LINES).then_some(Piece { rows })
}

/// The lines that differ, below the last line before them that does not.
fn rows(from: u32, before: &str, after: &str, width: usize) -> Vec<Row> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = before.iter().zip(&after).take_while(|(one, two)| one == two).count();
    let (before_rest, after_rest) = (&before[same..], &after[same..]);
    let tail =
        before_rest.iter().rev().zip(after_rest.iter().rev()).take_while(|(one, two)| one == two).count();
    let (removed, added) = (&before_rest[..before_rest.len() - tail], &after_rest[..after_rest.len() - tail]);
    let number = |index: usize| from.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
    let kept = same.checked_sub(1).filter(|_| removed.is_empty());
    let kept = kept.map(|index| Row::Kept(number(index), shown(before[index], 0, width)));
    // A long line is cut around what changes in it, before and after alike.
    let change = |index: usize| match (removed.get(index), added.get(index)) {
        (Some(one), Some(two)) => common_start(one, two),
        _ => 0,
    };
    let row = |index: usize, text: &str| (number(same + index), shown(text, change(index), width));
    let removed = removed.iter().enumerate().map(|(index, text)| row(index, text));
    let added = added.iter().enumerate().map(|(index, text)| row(index, text));
    kept.into_iter()
        .chain(removed.map(|(line, text)| Row::Removed(line, text)))
        .chain(added.map(|(line, text)| Row::Added(line, text)))
        .collect()
}

/// The line, harmless and within the width, with the place at this offset in sight.
fn shown(text: &str, offset: usize, width: usize) -> String {
    cut(text, offset..offset, width).0
}

/// The bytes with which both begin.
fn common_start(one: &str, two: &str) -> usize {
    let same = one.char_indices().zip(two.chars()).take_while(|((_, left), right)| left == right);
    same.last().map_or(0, |((at, letter), _)| at + letter.len_utf8())
}
