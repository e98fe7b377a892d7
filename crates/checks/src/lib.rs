//! One file per check, the registry that names them all, and the sink that applies configuration to what they say.

use std::collections::BTreeMap;

use finding::{Finding, Incomplete, Rule, Severity};
use model::Inventory;

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
    /// Today in UTC, `YYYY-MM-DD`.
    pub today: String,
    /// The configuration file's name, for findings about it.
    pub file: Option<String>,
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

/// An `[[exception]]`: all members that are given must match; globs.
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
    /// The line in the configuration file, from 1.
    pub line: u32,
}

/// What a run gives.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All findings, suppressed ones marked, ordered by file, byte, id.
    pub findings: Vec<Finding>,
    /// What could not be judged.
    pub incomplete: Vec<Incomplete>,
}

/// Something in the configuration that is not right (exit 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationError {
    /// What is wrong and what would be right.
    pub message: String,
}

/// Every rule that findings may carry, ordered by id: the checks' and those of syntax and configuration.
pub fn rules() -> &'static [&'static Rule] {
    &[]
}

/// The rule of an id or a name.
pub fn rule(word: &str) -> Option<&'static Rule> {
    rules().iter().copied().find(|rule| rule.id == word || rule.name == word)
}

/// The documentation of a rule as Markdown: what it does, why it is bad, fix safety, parameters, examples.
pub fn documentation(rule: &Rule) -> &'static str {
    let _ = rule;
    ""
}

/// Checks words, ids and parameter types of a configuration.
pub fn validate(configuration: &Configuration) -> Result<(), ConfigurationError> {
    let _ = configuration;
    Ok(())
}

/// Judges an Inventory: every selected check, then severity by context, then configuration and suppressions.
/// The order of the findings does not depend on threads.
pub fn run(inventory: &Inventory, configuration: &Configuration) -> Outcome {
    let _ = (inventory, configuration);
    Outcome::default()
}
