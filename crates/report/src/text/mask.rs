//! Which parts of lines hold a secret's value, and what is shown of them instead.

use std::collections::HashMap;
use std::ptr;

use finding::{Area, Finding};
use manifest::{Source, Span};

use crate::Scan;

/// What stands for a hidden value.
const HIDDEN: &str = "[hidden]";

/// Metadata of a Secret that may be shown; everything else on its lines is a value.
const PLAIN_KEYS: [&str; 7] =
    ["apiVersion:", "kind:", "metadata:", "name:", "namespace:", "type:", "immutable:"];

/// Steps of a path by which one only refers to a Secret.
const REFERENCES: [&str; 6] =
    ["valueFrom", "secretKeyRef", "secretRef", "envFrom", "secretName", "imagePullSecrets"];

/// Lines with values that must not be shown.
pub(super) struct Mask {
    /// By the address of the source, and line: how many bytes of it may be shown.
    shown: HashMap<(*const Source, u32), usize>,
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
        let mut mask = Mask::unjudged();
        let secrets = scan.findings.iter().filter(|finding| finding.rule.area() == Some(Area::Secret));
        for finding in secrets.filter(|finding| !is_reference(&finding.field)) {
            if let (Some(source), Some(span)) = (finding.location.source(), finding.location.span()) {
                mask.hide(source, span, finding);
            }
        }
        mask
    }

    /// A mask without findings, for documents that could not be judged.
    pub(super) fn unjudged() -> Mask {
        Mask { shown: HashMap::new() }
    }

    /// Hides what a finding points at. Findings may point at the key of a value or at the name beside it instead: these
    /// are shown, and what belongs to them is hidden.
    fn hide(&mut self, source: &Source, span: Span, finding: &Finding) {
        let first = source.position(span.start).line;
        let line = source.line(first);
        let (start, end) = (span.start - line.start, span.end.min(line.end).saturating_sub(line.start));
        let behind = source.slice(Span { start: span.end, end: line.end });
        let is_key = behind.starts_with(": ") || behind.trim_end() == ":";
        let is_name = finding.field.ends_with(".name");
        let shown = if is_key {
            end + 2
        } else if is_name {
            end
        } else {
            start
        } as usize;
        self.limit(source, first, shown);
        let last = source.position(last_byte(span)).line;
        (first + 1..=last).for_each(|line| self.hide_from(source, line, 0));
        if is_key {
            below(source, first, start as usize).for_each(|line| self.hide_from(source, line, 0));
        } else {
            let column = content(source, first);
            item(source, first)
                .filter(|line| *line != first)
                .for_each(|line| self.hide_from(source, line, column));
        }
    }

    /// Hides a line that belongs to a secret; of one whose content begins in this column the key is shown.
    fn hide_from(&mut self, source: &Source, line: u32, column: usize) {
        let text = source.slice(source.line(line));
        let is_entry = content(source, line) == column;
        if !(is_entry && is_plain(text)) {
            self.limit(source, line, if is_entry { value(text) } else { indent(text) });
        }
    }

    /// Shows at most so many bytes of a line; none behind them that are not blank.
    fn limit(&mut self, source: &Source, line: u32, bytes: usize) {
        let text = source.slice(source.line(line));
        if text.get(bytes..).is_some_and(|rest| !rest.trim().is_empty()) {
            let known = self.shown.entry((ptr::from_ref(source), line)).or_insert(bytes);
            *known = bytes.min(*known);
        }
    }

    /// What may be shown of a line of a source. In a Secret only metadata may.
    pub(super) fn line<'a>(&self, source: &'a Source, line: u32, in_secret: bool) -> Line<'a> {
        let text = source.slice(source.line(line));
        let of_finding = self.shown.get(&(ptr::from_ref(source), line)).copied();
        let of_secret = (in_secret && !is_plain(text)).then(|| value(text));
        match [of_finding, of_secret].into_iter().flatten().min() {
            Some(bytes) => Line::UpTo(text.get(..bytes).unwrap_or_default()),
            None => Line::Whole(text),
        }
    }
}

fn last_byte(span: Span) -> u32 {
    span.end.saturating_sub(1).max(span.start)
}

fn is_reference(field: &str) -> bool {
    let mut steps = field.split('.').map(|step| step.split('[').next().unwrap_or(step));
    steps.any(|step| REFERENCES.contains(&step))
}

/// The lines of the block list item around a line; the line alone where it is in none.
fn item(source: &Source, line: u32) -> impl Iterator<Item = u32> {
    let column = content(source, line);
    let inside =
        |line: &u32| is_below(source, *line, column.saturating_sub(1)) && !begins_item(source, *line);
    let first = (1..=line).rev().find(|line| !inside(line)).unwrap_or(line);
    let is_in_item = begins_item(source, first) && content(source, first) == column;
    let first = if is_in_item { first } else { line };
    let last = below(source, line, column.saturating_sub(1)).take_while(move |_| is_in_item);
    (first..=line).chain(last.take_while(move |line| !begins_item(source, *line)))
}

/// The lines under a line that are indented more than a column, up to the first that is not.
fn below(source: &Source, line: u32, column: usize) -> impl Iterator<Item = u32> {
    let end = source.position(u32::MAX).line;
    (line + 1..=end).take_while(move |line| is_below(source, *line, column))
}

fn is_below(source: &Source, line: u32, column: usize) -> bool {
    content(source, line) > column || source.slice(source.line(line)).trim().is_empty()
}

fn begins_item(source: &Source, line: u32) -> bool {
    source.slice(source.line(line)).trim_start().starts_with("- ")
}

/// Where a line's content begins, behind the dashes of list items.
fn content(source: &Source, line: u32) -> usize {
    let text = source.slice(source.line(line));
    text.len() - text.trim_start_matches([' ', '-']).len()
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

impl<'a> Line<'a> {
    /// What is shown.
    pub(super) fn text(&self) -> String {
        match self {
            Line::Whole(text) => (*text).to_owned(),
            Line::UpTo(text) if text.ends_with(char::is_alphanumeric) => format!("{text} {HIDDEN}"),
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
