//! Our five severities in SARIF's three levels and in GitHub's security scores.

use finding::{Area, Rule, Severity};

/// The level of a result or a rule.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// The score by which GitHub names a rule's severity: critical above 9.0, high from 7.0, medium from 4.0, low above 0.
/// None for rules that are not about security: there the level alone counts.
pub(super) fn security_score(rule: &Rule) -> Option<&'static str> {
    if !is_security(rule) {
        return None;
    }
    match rule.severity {
        Severity::Critical => Some("9.5"),
        Severity::High => Some("8.0"),
        Severity::Medium => Some("5.5"),
        Severity::Low => Some("2.5"),
        Severity::Info => None,
    }
}

/// Whether a rule is about security rather than good practice.
pub(super) fn is_security(rule: &Rule) -> bool {
    !matches!(rule.area(), Some(Area::Operations | Area::Syntax | Area::Configuration) | None)
}
