//! Reporting descriptors of the rules that have results.

use finding::{Finding, Rule};
use serde::Serialize;

use super::level::{is_security, level, security_score};
use super::limits::TAGS_SHOWN;
use super::message::Message;

/// The rules of a run, by id; a result names its rule by its place here.
pub(super) struct Rules {
    rules: Vec<&'static Rule>,
}

/// A reporting descriptor.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RuleRow {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: ConfigurationRow,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    markdown: &'static str,
}

#[derive(Serialize)]
struct ConfigurationRow {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: Vec<String>,
    precision: &'static str,
    #[serde(skip_serializing_if = "Option::is_none", rename = "security-severity")]
    security_severity: Option<&'static str>,
}

impl Rules {
    /// The rules that these findings name, once each.
    pub(super) fn of(findings: &[&Finding]) -> Rules {
        let mut rules: Vec<&'static Rule> = Vec::new();
        for finding in findings {
            if let Err(place) = place(&rules, finding.rule) {
                rules.insert(place, finding.rule);
            }
        }
        Rules { rules }
    }

    /// The place of a rule that a finding named.
    pub(super) fn index(&self, rule: &Rule) -> usize {
        place(&self.rules, rule).unwrap_or_else(|place| place)
    }

    pub(super) fn rows(&self) -> Vec<RuleRow> {
        self.rules.iter().map(|rule| RuleRow::new(rule)).collect()
    }
}

fn place(rules: &[&'static Rule], rule: &Rule) -> Result<usize, usize> {
    rules.binary_search_by_key(&rule.id, |known| known.id)
}

impl RuleRow {
    fn new(rule: &'static Rule) -> RuleRow {
        let documentation = checks::documentation(rule);
        RuleRow {
            id: rule.id,
            name: rule.name,
            short_description: Message::sentence(rule.title),
            full_description: Message::sentence(&crate::markdown::first_paragraph(documentation, rule.title)),
            help: Help { text: crate::markdown::plain(documentation, rule.title), markdown: documentation },
            default_configuration: ConfigurationRow { level: level(rule.severity) },
            properties: RuleProperties {
                tags: tags(rule),
                precision: "very-high",
                security_severity: security_score(rule),
            },
        }
    }
}

/// `security` makes GitHub show the score; frameworks follow, as many as it shows.
fn tags(rule: &Rule) -> Vec<String> {
    let purpose = if is_security(rule) { "security" } else { "maintainability" };
    let mut tags = vec![purpose.to_owned(), "kubernetes".to_owned()];
    for entry in rule.frameworks {
        let tag = format!("{}/{}", entry.framework, entry.control);
        if tags.len() < TAGS_SHOWN && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}
