//! Which lines of an excerpt hold a secret's value, and what is shown of them instead.

use std::collections::HashSet;
use std::ptr;

use finding::{Area, Finding};
use manifest::{Source, Span};

use crate::Scan;

/// What stands for a hidden value.
const HIDDEN: &str = "[hidden]";

/// Metadata of a Secret that may be shown; everything else on its lines is a value.
const PLAIN_KEYS: [&str; 7] =
    ["apiVersion:", "kind:", "metadata:", "name:", "namespace:", "type:", "immutable:"];

/// Lines with values that must not be shown.
pub(super) struct Mask {
    /// Address of the source, and line, of everything a `SEC` finding points at.
    lines: HashSet<(*const Source, u32)>,
}

/// What may be shown of a line.
pub(super) enum Line<'a> {
    /// All of it.
    Whole(&'a str),
    /// This part, up to a value that is hidden.
    UpTo(&'a str),
}

impl Mask {
    /// Hides what any finding of the scan calls a secret, whether that finding is shown or not.
    pub(super) fn of(scan: &Scan<'_>) -> Mask {
        let secrets = scan.findings.iter().filter(|finding| finding.rule.area() == Some(Area::Secret));
        Mask { lines: secrets.flat_map(lines).collect() }
    }

    /// A mask without findings, for documents that could not be judged.
    pub(super) fn unjudged() -> Mask {
        Mask { lines: HashSet::new() }
    }

    /// What may be shown of a line of a source. In a Secret only metadata may.
    pub(super) fn line<'a>(&self, source: &'a Source, line: u32, in_secret: bool) -> Line<'a> {
        let text = source.slice(source.line(line));
        let holds_value = in_secret && !is_plain(text);
        if !holds_value && !self.lines.contains(&(ptr::from_ref(source), line)) {
            return Line::Whole(text);
        }
        let value = text.find(": ").map_or_else(|| text.len() - text.trim_start().len(), |colon| colon + 2);
        Line::UpTo(&text[..value])
    }
}

/// Whether a line holds no value of a Secret.
fn is_plain(line: &str) -> bool {
    let content = line.trim_start_matches([' ', '-']);
    let is_flow = content.contains(['{', '[', '"']);
    content.is_empty() || (!is_flow && PLAIN_KEYS.iter().any(|key| content.starts_with(key)))
}

/// The lines that a finding's range touches.
fn lines(finding: &Finding) -> impl Iterator<Item = (*const Source, u32)> {
    let place = finding.location.source().zip(finding.location.span());
    place.into_iter().flat_map(|(source, span)| {
        let source: &Source = source;
        let (first, last) = (source.position(span.start).line, source.position(last_byte(span)).line);
        (first..=last).map(move |line| (ptr::from_ref(source), line))
    })
}

fn last_byte(span: Span) -> u32 {
    span.end.saturating_sub(1).max(span.start)
}

impl<'a> Line<'a> {
    /// What is shown.
    pub(super) fn text(&self) -> String {
        match self {
            Line::Whole(text) => (*text).to_owned(),
            Line::UpTo(text) => format!("{text}{HIDDEN}"),
        }
    }

    /// The bytes of the line that are shown as they are.
    pub(super) fn kept(&self) -> &'a str {
        match self {
            Line::Whole(text) | Line::UpTo(text) => text,
        }
    }

    /// Whether all is shown.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self, Line::Whole(_))
    }
}
