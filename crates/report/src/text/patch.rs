//! A fix's edits as small pieces of text before and after.

use std::ops::Range;
use std::sync::Arc;

use finding::{Fix, SourceEdit};
use manifest::{Source, Span};

use super::mask::Mask;
use crate::visible;

/// Lines of one piece, and pieces of one fix, above which only the fix's title is shown.
const MOST_LINES: u32 = 12;
const MOST_PIECES: usize = 4;

/// Lines of a file that edits touch, and the edits in terms of their text.
pub(super) struct Piece<'a> {
    /// The number of the first line, from 1.
    pub(super) line: usize,
    /// The lines.
    pub(super) text: &'a str,
    /// Ranges of `text` and what takes their place, in order.
    pub(super) replacements: Vec<(Range<usize>, &'a str)>,
}

/// The pieces of a fix; nothing where they would be too long to be read, hold a secret, or hold what would have to be
/// shown differently from what it is.
pub(super) fn pieces<'a>(fix: &'a Fix, in_secret: bool, mask: &Mask) -> Vec<Piece<'a>> {
    let mut edits: Vec<&SourceEdit> = fix.edits.iter().collect();
    edits
        .sort_by(|one, two| one.source.name().cmp(two.source.name()).then(one.edit.span.cmp(&two.edit.span)));
    let near = |one: &&SourceEdit, two: &&SourceEdit| {
        Arc::ptr_eq(&one.source, &two.source) && lines(two).start <= lines(one).end + 1
    };
    let pieces: Option<Vec<Piece<'a>>> =
        edits.chunk_by(near).map(|edits| piece(edits, in_secret, mask)).collect();
    pieces.filter(|pieces| pieces.len() <= MOST_PIECES).unwrap_or_default()
}

/// The lines that an edit touches, from 1, end inclusive.
fn lines(edit: &SourceEdit) -> Range<u32> {
    let span = edit.edit.span;
    edit.source.position(span.start).line..edit.source.position(span.end).line
}

fn piece<'a>(edits: &[&'a SourceEdit], in_secret: bool, mask: &Mask) -> Option<Piece<'a>> {
    let (first, last) = (edits.first()?, edits.last()?);
    let source: &'a Source = &first.source;
    let (from, to) = (lines(first).start, lines(last).end);
    let is_short = to - from < MOST_LINES;
    let text = source.slice(Span { start: source.line(from).start, end: source.line(to).end });
    let all_shown = (from..=to).all(|line| mask.line(source, line, in_secret).is_whole());
    let is_plain =
        |text: &str| text.split('\n').all(|line| visible::line(line.trim_end_matches('\r')) == line);
    let inserted_is_plain = edits.iter().all(|edit| is_plain(&edit.edit.text));
    if !is_short || !all_shown || !is_plain(text) || !inserted_is_plain {
        return None;
    }
    let start = source.line(from).start;
    let replacements = edits.iter().map(|edit| {
        let span = edit.edit.span;
        let end = ((span.end - start) as usize).min(text.len());
        (((span.start - start) as usize).min(end)..end, edit.edit.text.as_str())
    });
    Some(Piece { line: from as usize, text, replacements: replacements.collect() })
}
