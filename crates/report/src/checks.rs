//! The list of checks (`seawall.checks/v1`), and the reasoning of one.

use std::io;

use finding::Rule;

use crate::{ListFormat, TextStyle};

/// Writes the list of rules, in the order given.
pub fn write_checks(
    rules: &[&Rule],
    format: ListFormat,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let _ = (rules, format, style, out);
    Ok(())
}

/// Writes what is known of one rule; `documentation` is its Markdown.
pub fn write_explain(
    rule: &Rule,
    documentation: &str,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let _ = (rule, documentation, style, out);
    Ok(())
}
