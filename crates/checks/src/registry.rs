//! Which rules there are.

use std::sync::LazyLock;

use finding::Rule;

use crate::check::{Check, Parameter};
use crate::generated::{CHECKS, DOCUMENTATION};

static RULES: LazyLock<Vec<&'static Rule>> =
    LazyLock::new(|| CHECKS.iter().map(|check| &check.rule).collect());

/// Every rule that findings may carry, ordered by id: the checks' and those of syntax and configuration.
pub fn rules() -> &'static [&'static Rule] {
    &RULES
}

/// The rule of an id or a name.
pub fn rule(word: &str) -> Option<&'static Rule> {
    rules().iter().copied().find(|rule| rule.id == word || rule.name == word)
}

/// The documentation of a rule as Markdown: what it does, why it is bad, fix safety, parameters, examples.
pub fn documentation(rule: &Rule) -> &'static str {
    place(rule).and_then(|place| DOCUMENTATION.get(place)).copied().unwrap_or_default()
}

/// The parameters of a rule, in the order of its documentation.
pub fn parameters(rule: &Rule) -> &'static [Parameter] {
    place(rule).and_then(|place| CHECKS.get(place)).map_or(&[], |check| check.parameters)
}

/// The check of a rule.
pub(crate) fn check(rule: &Rule) -> Option<&'static Check> {
    place(rule).and_then(|place| CHECKS.get(place)).copied()
}

fn place(rule: &Rule) -> Option<usize> {
    CHECKS.binary_search_by(|check| check.rule.id.cmp(rule.id)).ok()
}
