//! Caret fixtures: YAML in which a comment below the offending bytes says what is found there.
//!
//! ```text
//!     privileged: yes
//! #               ^^^ POD001: container `agent` is privileged
//! ```
//! Every finding of the id must be marked with its range and its whole message, and nothing else may be.

use std::collections::BTreeMap;

use finding::{Finding, Severity};
use testkit::carets::{Expectation, expectations};

use crate::settings::{Configuration, ParameterValue};

/// Day on which fixtures and examples are judged.
pub(crate) const TODAY: &str = "2026-01-31";

/// Judges a fixture and compares what is found by one check with its carets, position and text.
#[track_caller]
pub(crate) fn check(id: &str, fixture: &str) {
    let configuration = Configuration { today: TODAY.to_owned(), ..Configuration::default() };
    check_with(id, fixture, &configuration);
}

/// The same where the input is said to be all there is.
#[track_caller]
pub(crate) fn check_complete(id: &str, fixture: &str) {
    let configuration = Configuration { today: TODAY.to_owned(), ..Configuration::default() };
    let options = model::Options { complete: true, ..testkit::options() };
    let inventory = testkit::inventory_with(fixture, options);
    compare(id, fixture, &crate::run(&inventory, &configuration).findings);
}

/// The same with a configuration.
#[track_caller]
pub(crate) fn check_with(id: &str, fixture: &str, configuration: &Configuration) {
    compare(id, fixture, &findings(fixture, configuration));
}

/// The same with one parameter set.
#[track_caller]
pub(crate) fn check_configured(id: &str, parameter: (&str, ParameterValue), fixture: &str) {
    let (name, value) = parameter;
    let parameters = BTreeMap::from([(id.to_owned(), BTreeMap::from([(name.to_owned(), value)]))]);
    let today = TODAY.to_owned();
    check_with(id, fixture, &Configuration { today, parameters, ..Configuration::default() });
}

/// Everything that is found in a text.
pub(crate) fn findings(yaml: &str, configuration: &Configuration) -> Vec<Finding> {
    crate::run(&testkit::inventory(yaml), configuration).findings
}

/// The severities of what one check finds in a text.
pub(crate) fn severities(id: &str, yaml: &str) -> Vec<Severity> {
    let configuration = Configuration { today: TODAY.to_owned(), ..Configuration::default() };
    let found = findings(yaml, &configuration).into_iter().filter(|finding| finding.rule.id == id);
    found.map(|finding| finding.severity).collect()
}

#[track_caller]
fn compare(id: &str, fixture: &str, findings: &[Finding]) {
    let text = |mark: &Expectation| {
        format!("{}:{}-{} {}: {}", mark.line, mark.first, mark.last, mark.id, mark.message)
    };
    let mut found: Vec<String> =
        findings.iter().filter(|finding| finding.rule.id == id).map(|finding| text(&mark(finding))).collect();
    let mut expected: Vec<String> = expectations(fixture).iter().map(text).collect();
    found.sort();
    expected.sort();
    assert!(expected == found, "\nexpected: {expected:#?}\nfound: {found:#?}");
}

/// A finding as carets would show it: its range on its first line; one character where it is empty.
fn mark(finding: &Finding) -> Expectation {
    let (source, span) = (finding.location.source().unwrap(), finding.location.span().unwrap());
    let (start, end) = (source.position(span.start), source.position(span.end));
    let line_end = source.position(source.line(start.line).end).column;
    let end = if end.line == start.line { end.column } else { line_end };
    Expectation {
        line: start.line,
        first: start.column,
        last: (end - 1).max(start.column),
        id: finding.rule.id.to_owned(),
        message: finding.message.text.clone(),
    }
}
