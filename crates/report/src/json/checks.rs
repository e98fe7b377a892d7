//! `seawall.checks/v1`.

use std::io;

use finding::Rule;
use serde::Serialize;

use super::document::Document;
use super::findings::{Frameworks, Peers};
use super::remark::write_remarks;

/// Writes the whole document.
pub(crate) fn write_checks(rules: &[&Rule], out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = Document::begin(out);
    document.member("schema", "seawall.checks/v1")?;
    document.list("checks", rules.iter().map(|rule| CheckRow::new(rule)))?;
    write_remarks(&mut document, &[], &[])?;
    document.end()
}

#[derive(Serialize)]
struct CheckRow<'a> {
    id: &'a str,
    name: &'a str,
    title: &'a str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'static str>,
    #[serde(skip_serializing_if = "Frameworks::is_empty")]
    frameworks: Frameworks,
    #[serde(skip_serializing_if = "Peers::is_empty")]
    peers: Peers,
    since: &'a str,
}

impl<'a> CheckRow<'a> {
    fn new(rule: &'a Rule) -> CheckRow<'a> {
        CheckRow {
            id: rule.id,
            name: rule.name,
            title: rule.title,
            severity: rule.severity.as_str(),
            fix: rule.fix.map(finding::Safety::as_str),
            frameworks: Frameworks(rule.frameworks),
            peers: Peers(rule.peers),
            since: rule.since,
        }
    }
}
