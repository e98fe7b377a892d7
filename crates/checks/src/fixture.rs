//! Caret fixtures: YAML in which a comment below the offending bytes says what is found there.
//!
//! ```text
//!     privileged: yes
//! #               ^^^ POD001: container `agent` is privileged
//! ```
//! Carets mark the finding's range on its first line; a `#` directly before them marks a character too. The sentence
//! is the whole message. Every finding of the id must be marked, and nothing else may be.

use finding::Finding;

use crate::settings::Configuration;

/// Day on which fixtures and examples are judged.
pub(crate) const TODAY: &str = "2026-01-31";

/// A finding as a fixture shows it: line, first column, column behind the last, text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    line: u32,
    start: u32,
    end: u32,
    text: String,
}

/// Judges a fixture and compares what is found by one check with its carets, position and text.
#[track_caller]
pub(crate) fn check(id: &str, fixture: &str) {
    let configuration = Configuration { today: TODAY.to_owned(), ..Configuration::default() };
    check_with(id, fixture, &configuration);
}

/// The same with a configuration.
#[track_caller]
pub(crate) fn check_with(id: &str, fixture: &str, configuration: &Configuration) {
    compare(id, fixture, &findings(fixture, configuration));
}

/// Everything that is found in a text.
pub(crate) fn findings(yaml: &str, configuration: &Configuration) -> Vec<Finding> {
    crate::run(&testkit::inventory(yaml), configuration).findings
}

#[track_caller]
fn compare(id: &str, fixture: &str, findings: &[Finding]) {
    let mut found: Vec<Mark> = findings.iter().filter(|finding| finding.rule.id == id).map(mark).collect();
    found.sort();
    let mut expected = marks(fixture);
    expected.sort();
    assert!(expected == found, "\nexpected: {expected:#?}\nfound: {found:#?}");
}

fn mark(finding: &Finding) -> Mark {
    let (source, span) = (finding.location.source().unwrap(), finding.location.span().unwrap());
    let (start, end) = (source.position(span.start), source.position(span.end));
    let line_end = source.position(source.line(start.line).end).column;
    Mark {
        line: start.line,
        start: start.column,
        end: if end.line == start.line { end.column } else { line_end },
        text: format!("{}: {}", finding.rule.id, finding.message.text),
    }
}

fn marks(fixture: &str) -> Vec<Mark> {
    let mut marked = 0;
    let mut marks = Vec::new();
    for (index, line) in fixture.lines().enumerate() {
        match caret_comment(line) {
            Some((start, end, text)) => marks.push(Mark { line: marked, start, end, text: text.to_owned() }),
            None => marked = u32::try_from(index).unwrap() + 1,
        }
    }
    marks
}

fn caret_comment(line: &str) -> Option<(u32, u32, &str)> {
    let rest = line.strip_prefix('#')?;
    let first = rest.find(|c| c != ' ').filter(|&first| rest[first..].starts_with('^'))?;
    let (carets, text) = rest[first..].split_once(' ')?;
    let start = if first == 0 { 1 } else { first + 2 };
    let end = 1 + first + carets.len() + 1;
    Some((u32::try_from(start).unwrap(), u32::try_from(end).unwrap(), text))
}
