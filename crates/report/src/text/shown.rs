//! Where a person is sent to look. JSON and SARIF have the exact range of a mapping; a person looks at its key.

use finding::{Finding, Location};
use manifest::{Provenance, Source, Span};

use crate::{visible, words};

/// The range that is marked for a range: for a block mapping or sequence that stands under a key on a line above, that
/// key; else the range itself.
pub(super) fn marked(source: &Source, span: Span) -> Span {
    if is_block(source, span) { key_above(source, span).unwrap_or(span) } else { span }
}

/// The place as tools print it: `file:line:column`.
pub(super) fn range(source: &Source, span: Span) -> String {
    let position = source.position(marked(source, span).start);
    format!("{}:{}:{}", visible::sentence(source.name()), position.line, position.column)
}

/// The same for a location; nothing for a live object.
pub(super) fn location(location: &Location) -> Option<String> {
    let (source, span) = (location.source()?, location.span()?);
    (!matches!(source.provenance(), Provenance::Live)).then(|| range(source, span))
}

/// Where a finding is, on one line.
pub(super) fn place(finding: &Finding) -> String {
    location(&finding.location).unwrap_or_else(|| words::object(&finding.object))
}

/// Whether a range is that of a block collection: it begins its line and is no scalar by itself.
fn is_block(source: &Source, span: Span) -> bool {
    let text = source.slice(span);
    let has_entries = text.trim_end().contains('\n') || text.contains(": ");
    has_entries && !text.starts_with(['{', '[', '"', '\'', '|', '>', '#'])
}

/// The key on the nearest line above that is indented less.
fn key_above(source: &Source, block: Span) -> Option<Span> {
    let position = source.position(block.start);
    let first = source.line(position.line);
    let before = source.slice(Span { start: first.start, end: block.start });
    if before.is_empty() || !before.bytes().all(|byte| byte == b' ') {
        return None;
    }
    // The dashes of a sequence may stand right under its key.
    let indent = before.len() + usize::from(source.slice(block).starts_with("- "));
    let key = (1..position.line).rev().map(|line| source.line(line)).find(|line| {
        let text = source.slice(*line);
        let content = text.trim_start_matches([' ', '-']);
        !content.is_empty() && !content.starts_with('#') && text.len() - content.len() < indent
    })?;
    let text = source.slice(key);
    let start = text.len() - text.trim_start_matches([' ', '-']).len();
    let end = text.trim_end().strip_suffix(':').or_else(|| text.split_once(": ").map(|(key, _)| key))?.len();
    let offset = |place: usize| key.start.saturating_add(u32::try_from(place).unwrap_or(u32::MAX));
    (start < end).then(|| Span { start: offset(start), end: offset(end) })
}
