//! `seawall.checks/v1`.

use std::io;

use ::checks::{DefaultValue, Parameter, parameters};
use finding::Rule;
use serde::{Serialize, Serializer};

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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<ParameterRow>,
    #[serde(skip_serializing_if = "Frameworks::is_empty")]
    frameworks: Frameworks,
    #[serde(skip_serializing_if = "Peers::is_empty")]
    peers: Peers,
    since: &'a str,
}

#[derive(Serialize)]
struct ParameterRow {
    name: &'static str,
    r#type: &'static str,
    default: Default,
    description: &'static str,
}

struct Default(DefaultValue);

impl<'a> CheckRow<'a> {
    fn new(rule: &'a Rule) -> CheckRow<'a> {
        CheckRow {
            id: rule.id,
            name: rule.name,
            title: rule.title,
            severity: rule.severity.as_str(),
            fix: rule.fix.map(finding::Safety::as_str),
            parameters: parameters(rule).iter().map(ParameterRow::new).collect(),
            frameworks: Frameworks(rule.frameworks),
            peers: Peers(rule.peers),
            since: rule.since,
        }
    }
}

impl ParameterRow {
    fn new(parameter: &'static Parameter) -> ParameterRow {
        let r#type = match parameter.default {
            DefaultValue::Bool(_) => "boolean",
            DefaultValue::Int(_) => "integer",
            DefaultValue::String(_) => "string",
            DefaultValue::List(_) => "list",
        };
        let Parameter { name, description, default } = *parameter;
        ParameterRow { name, r#type, default: Default(default), description }
    }
}

impl Serialize for Default {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            DefaultValue::Bool(value) => value.serialize(serializer),
            DefaultValue::Int(value) => value.serialize(serializer),
            DefaultValue::String(value) => value.serialize(serializer),
            DefaultValue::List(value) => value.serialize(serializer),
        }
    }
}
