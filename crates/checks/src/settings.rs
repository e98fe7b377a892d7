//! What users decide about checks. Checks never see it: selection, severity and suppression act after them, and
//! parameters reach them resolved.

use std::collections::BTreeMap;
use std::sync::Arc;

use finding::{Area, Rule, Severity};
use manifest::{Source, Span};

use crate::check::{Check, DefaultValue, Parameter};
use crate::generated::CHECKS;
use crate::registry;

/// What the user decided about checks: selection, severities, parameters, exceptions. Checks never see it.
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// Ids, names or areas; empty for all.
    pub select: Vec<String>,
    /// Ids, names or areas.
    pub ignore: Vec<String>,
    /// By id: the severity that is final.
    pub severity: BTreeMap<String, Severity>,
    /// By id, then by parameter's name: the value as written.
    pub parameters: BTreeMap<String, BTreeMap<String, ParameterValue>>,
    /// Exceptions of the configuration file.
    pub exceptions: Vec<Exception>,
    /// Whether annotations and comments are ignored.
    pub no_inline_suppressions: bool,
    /// Whether what a platform puts into a cluster itself is judged like any other object.
    pub no_platform_baselines: bool,
    /// Today in UTC, `YYYY-MM-DD`.
    pub today: String,
    /// The configuration file, for findings about its exceptions.
    pub source: Option<Arc<Source>>,
}

/// A parameter's value in configuration.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterValue {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A string.
    String(String),
    /// A list of strings.
    List(Vec<String>),
}

/// An `[[exception]]`: all members that are given must match; in globs `*` stands for any characters and `?` for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exception {
    /// Ids, names or areas.
    pub ids: Vec<String>,
    /// Glob over the namespace.
    pub namespace: Option<String>,
    /// Glob over the kind.
    pub kind: Option<String>,
    /// Glob over the name.
    pub name: Option<String>,
    /// Glob over the container.
    pub container: Option<String>,
    /// Why; empty makes it void.
    pub reason: String,
    /// `YYYY-MM-DD`, the last day.
    pub until: Option<String>,
    /// Where it stands in [`Configuration::source`].
    pub span: Span,
}

/// Something in the configuration that is not right (exit 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationError {
    /// What is wrong and what would be right.
    pub message: String,
}

impl Configuration {
    /// Whether a rule takes part.
    pub fn selects(&self, rule: &Rule) -> bool {
        let named = |words: &[String]| words.iter().any(|word| names(word, rule));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// Whether a word of the user (an id, a name or an area) means a rule.
pub(crate) fn names(word: &str, rule: &Rule) -> bool {
    word == rule.id || word == rule.name || rule.area().is_some_and(|area| area.prefix() == word)
}

/// Checks words, ids and parameter types of a configuration.
pub fn validate(configuration: &Configuration) -> Result<(), ConfigurationError> {
    let exceptions = configuration.exceptions.iter().flat_map(|exception| &exception.ids);
    for word in configuration.select.iter().chain(&configuration.ignore).chain(exceptions) {
        let known = Area::ALL.iter().any(|area| area.prefix() == word) || registry::rule(word).is_some();
        if !known {
            return Err(error(format!(
                "there is no check, name or area `{word}`; `seawall checks` lists those there are"
            )));
        }
    }
    for id in configuration.severity.keys() {
        check_of(id)?;
    }
    for (id, parameters) in &configuration.parameters {
        let check = check_of(id)?;
        for (name, value) in parameters {
            validate_parameter(check, name, value)?;
        }
    }
    Ok(())
}

fn check_of(id: &str) -> Result<&'static Check, ConfigurationError> {
    let check = CHECKS.iter().copied().find(|check| check.rule.id == id);
    check.ok_or_else(|| {
        error(format!("there is no check with the id `{id}`; `seawall checks` lists those there are"))
    })
}

fn validate_parameter(check: &Check, name: &str, value: &ParameterValue) -> Result<(), ConfigurationError> {
    let id = check.rule.id;
    let Some(parameter) = check.parameters.iter().find(|parameter| parameter.name == name) else {
        let known: Vec<&str> = check.parameters.iter().map(|parameter| parameter.name).collect();
        let known =
            if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
        return Err(error(format!("{id} has no parameter `{name}`: {known}")));
    };
    let expected = match (parameter.default, value) {
        (DefaultValue::Bool(_), ParameterValue::Bool(_))
        | (DefaultValue::Int(_), ParameterValue::Int(_))
        | (DefaultValue::String(_), ParameterValue::String(_))
        | (DefaultValue::List(_), ParameterValue::List(_)) => return Ok(()),
        (DefaultValue::Bool(_), _) => "true or false",
        (DefaultValue::Int(_), _) => "an integer",
        (DefaultValue::String(_), _) => "a string",
        (DefaultValue::List(_), _) => "a list of strings",
    };
    Err(error(format!("the parameter `{name}` of {id} takes {expected}")))
}

fn error(message: String) -> ConfigurationError {
    ConfigurationError { message }
}

/// The parameters of one check, resolved.
#[derive(Debug, Default)]
pub(crate) struct Parameters(Vec<(&'static str, ParameterValue)>);

impl Parameters {
    /// What the user set, else the defaults.
    pub fn resolve(check: &Check, configuration: &Configuration) -> Parameters {
        let set = configuration.parameters.get(check.rule.id);
        let value = |parameter: &Parameter| {
            let own = set.and_then(|values| values.get(parameter.name)).cloned();
            (parameter.name, own.unwrap_or_else(|| parameter.default.into()))
        };
        Parameters(check.parameters.iter().map(value).collect())
    }

    /// The list of a parameter that is declared as one.
    pub fn list(&self, name: &str) -> &[String] {
        match self.get(name) {
            ParameterValue::List(list) => list,
            other => unreachable!("the parameter `{name}` is declared as {other:?}, not as a list"),
        }
    }

    /// The number of a parameter that is declared as one.
    pub fn int(&self, name: &str) -> i64 {
        match self.get(name) {
            ParameterValue::Int(value) => *value,
            other => unreachable!("the parameter `{name}` is declared as {other:?}, not as a number"),
        }
    }

    /// Whether a parameter that is declared as a boolean is true.
    pub fn is_true(&self, name: &str) -> bool {
        match self.get(name) {
            ParameterValue::Bool(value) => *value,
            other => unreachable!("the parameter `{name}` is declared as {other:?}, not as a boolean"),
        }
    }

    fn get(&self, name: &str) -> &ParameterValue {
        let found = self.0.iter().find(|(own, _)| *own == name);
        &found
            .unwrap_or_else(|| {
                unreachable!("the parameter `{name}` is not declared by the check that asks for it")
            })
            .1
    }
}

impl From<DefaultValue> for ParameterValue {
    fn from(value: DefaultValue) -> ParameterValue {
        match value {
            DefaultValue::Bool(value) => ParameterValue::Bool(value),
            DefaultValue::Int(value) => ParameterValue::Int(value),
            DefaultValue::String(value) => ParameterValue::String(value.to_owned()),
            DefaultValue::List(value) => {
                ParameterValue::List(value.iter().map(|&item| item.to_owned()).collect())
            }
        }
    }
}
