//! The line that a finding points at, as it is shown: cut to the width, harmless, without secrets, and where the caret
//! goes in it.

use std::ops::Range;

use finding::Location;
use manifest::{Provenance, Source, Span};

use super::shown::marked;
use crate::mask::{Content, Mask};
use crate::visible;

/// What stands where a long line was cut.
const CUT: &str = "…";

/// One line of a source and the range in it that is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The line's number, from 1.
    pub(super) line: u32,
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
    pub(super) mask: &'a Mask<'a>,
    /// What is known of the document around the place.
    pub(super) content: Content,
    /// Columns for the line.
    pub(super) width: usize,
}

impl Frame<'_> {
    /// The excerpt of a location; nothing for a live object.
    pub(super) fn excerpt(&self, location: &Location) -> Option<Excerpt> {
        let (source, span) = (location.source()?, location.span()?);
        (!matches!(source.provenance(), Provenance::Live)).then(|| self.excerpt_of_range(source, span))
    }

    /// The excerpt of a range: the line on which a person finds it.
    pub(super) fn excerpt_of_range(&self, source: &Source, span: Span) -> Excerpt {
        let marked = marked(source, span);
        Excerpt { is_key: marked != span, ..self.excerpt_of_line(source, marked) }
    }

    /// The first line of a range.
    fn excerpt_of_line(&self, source: &Source, span: Span) -> Excerpt {
        let position = source.position(span.start);
        let whole = source.line(position.line);
        let line = self.mask.line(source, position.line, self.content);
        let start = (span.start.min(whole.end) - whole.start) as usize;
        let end = span.end.min(whole.end).saturating_sub(whole.start) as usize;
        let marked = line.shown(start..trimmed_end(source.slice(whole), start, end));
        let (text, marked) = cut(&line.text, marked, self.width);
        Excerpt { line: position.line, text, marked, is_key: false }
    }
}

/// The end of the marked part, without white space behind it and never before its start.
fn trimmed_end(line: &str, start: usize, end: usize) -> usize {
    let marked = line.get(start..end.max(start)).unwrap_or_default();
    start + marked.trim_end().len()
}

/// Makes a line harmless, and cuts it to so many columns around the marked part.
pub(super) fn cut(line: &str, marked: Range<usize>, columns: usize) -> (String, Range<usize>) {
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
