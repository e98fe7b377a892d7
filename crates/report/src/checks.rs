//! The list of checks (`seawall.checks/v1`), and the reasoning of one.

use std::io;

use finding::Rule;

use crate::text::{Palette, table};
use crate::{ListFormat, TextStyle, json, markdown, words};

/// Writes the list of rules, in the order given.
pub fn write_checks(
    rules: &[&Rule],
    format: ListFormat,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        ListFormat::Text => write_table(rules, style, out),
        ListFormat::Json => json::write_checks(rules, out),
    }
}

/// Writes what is known of one rule; `documentation` is its Markdown.
pub fn write_explain(
    rule: &Rule,
    documentation: &str,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let palette = Palette::of(style);
    let (strong, color) = (palette.strong(), palette.severity(rule.severity));
    writeln!(out, "{strong}{} {}{strong:#}: {}", rule.id, rule.name, rule.title)?;
    write!(out, "{color}{}{color:#}", rule.severity.as_str())?;
    match rule.fix {
        Some(safety) => write!(out, ", fix: {}", safety.as_str())?,
        None => write!(out, ", no automatic fix")?,
    }
    writeln!(out, ", since {}", rule.since)?;
    markdown::write(documentation, style, out)?;
    write_references(rule, palette, style, out)
}

/// The same check elsewhere.
fn write_references(
    rule: &Rule,
    palette: Palette,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let strong = palette.strong();
    let frameworks =
        rule.frameworks.iter().map(|entry| vec![entry.framework.to_owned(), entry.control.to_owned()]);
    let peers = rule.peers.iter().map(|entry| vec![entry.tool.to_owned(), entry.id.to_owned()]);
    for (title, rows) in [("Frameworks", frameworks.collect::<Vec<_>>()), ("In other tools", peers.collect())]
    {
        if !rows.is_empty() {
            writeln!(out, "\n{strong}{title}{strong:#}")?;
            table::write(&joined(rows), style.width, out)?;
        }
    }
    Ok(())
}

/// Rows with the same first cell as one row.
fn joined(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let mut joined: Vec<Vec<String>> = Vec::new();
    for mut row in rows {
        match joined.iter_mut().find(|known| known.first() == row.first()) {
            Some(known) => known[1] = format!("{}, {}", known[1], row.remove(1)),
            None => joined.push(row),
        }
    }
    joined
}

fn write_table(rules: &[&Rule], style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let palette = Palette::of(style);
    let name_width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    for rule in rules {
        let color = palette.severity(rule.severity);
        let severity = rule.severity.as_str();
        let fix = rule.fix.map_or("", finding::Safety::as_str);
        let row = format!("  {:<name_width$}  {:<14}  {}", rule.name, fix, rule.title);
        writeln!(out, "{}  {color}{severity:<8}{color:#}{row}", rule.id)?;
    }
    writeln!(out, "\n{}; `seawall explain ID` says why each matters", words::counted(rules.len(), "check"))
}
