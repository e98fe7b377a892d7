//! The last lines: how many of each severity, and of each check.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use finding::{Finding, Severity};

use super::palette::Palette;
use super::shown::place;
use super::table;
use crate::summary::Summary;
use crate::{Detail, Scan, TextStyle, visible, words};

/// Writes the table by check, then the line by severity.
pub(super) fn write(scan: &Scan<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let palette = Palette::of(style);
    write_checks(scan, style, out)?;
    write_total(scan, palette, out)?;
    write_hint(scan, style, out)
}

/// One line per severity and check, most severe and most frequent first; where this line is all there is of it, with the
/// place of the first finding.
fn write_checks(scan: &Scan<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let palette = Palette::of(style);
    let mut counts: BTreeMap<(Reverse<Severity>, &str), (usize, &Finding)> = BTreeMap::new();
    for finding in scan.shown().filter(|finding| finding.suppressed.is_none()) {
        counts.entry((Reverse(finding.severity), finding.rule.id)).or_insert((0, finding)).0 += 1;
    }
    let mut rows: Vec<(usize, &Finding)> = counts.into_values().collect();
    rows.sort_by_key(|(count, finding)| (Reverse(finding.severity), Reverse(*count)));
    let digits = rows.iter().map(|(count, _)| words::count(*count).len()).max().unwrap_or_default();
    let only_counted = || rows.iter().filter(|(_, finding)| is_only_counted(finding.severity, style));
    let names = only_counted().map(|(_, finding)| finding.rule.name.len()).max().unwrap_or_default();
    for (count, finding) in &rows {
        let color = palette.severity(finding.severity);
        let (word, id, name) = (finding.severity.as_str(), finding.rule.id, finding.rule.name);
        let head = format!("  {:>digits$}  ", words::count(*count));
        let tail = match is_only_counted(finding.severity, style) {
            true => {
                format!("  {id}  {name:<names$}  {}{}", place(finding), if *count > 1 { ", …" } else { "" })
            }
            false => format!("  {id}  {name}"),
        };
        let room = style.width.saturating_sub(visible::width(&head) + WORD).max(tail.len().min(MOST_NEEDED));
        writeln!(out, "{head}{color}{word:<WORD$}{color:#}{}", table::cut(&tail, room))?;
    }
    if rows.is_empty() { Ok(()) } else { writeln!(out) }
}

/// Columns of the longest severity.
const WORD: usize = 8;

/// Columns of a line that are never cut, however narrow the terminal: id and name.
const MOST_NEEDED: usize = 40;

fn is_only_counted(severity: Severity, style: &TextStyle) -> bool {
    style.detail == Detail::Grouped && severity < style.counted_below
}

/// How to see what was only counted.
fn write_hint(scan: &Scan<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let mut told = scan.shown().filter(|finding| finding.suppressed.is_none());
    if !told.any(|finding| is_only_counted(finding.severity, style)) {
        return Ok(());
    }
    let least = style.counted_below.as_str();
    writeln!(out, "findings below {least} are only counted above: --min-severity info shows them")
}

/// `41 objects for Kubernetes v1.37: 1 critical, 6 high; 1 suppressed, 2 incomplete`.
fn write_total(scan: &Scan<'_>, palette: Palette, out: &mut dyn io::Write) -> io::Result<()> {
    let summary = Summary::of(scan);
    let strong = palette.strong();
    let objects = words::counted(scan.objects, "object");
    write!(out, "{strong}{objects}{strong:#} judged for Kubernetes {}: ", scan.kubernetes_version)?;
    if summary.total() == 0 {
        let color = palette.success();
        let scope = if scan.incomplete.is_empty() { "" } else { " in what could be judged" };
        write!(out, "{color}no findings{color:#}{scope}")?;
    }
    let present = Severity::ALL.into_iter().filter(|severity| summary.count(*severity) > 0);
    for (index, severity) in present.enumerate() {
        let color = palette.severity(severity);
        let comma = if index > 0 { ", " } else { "" };
        write!(
            out,
            "{comma}{color}{} {}{color:#}",
            words::count(summary.count(severity)),
            severity.as_str()
        )?;
    }
    if summary.suppressed > 0 {
        write!(out, "; {} suppressed", words::count(summary.suppressed))?;
    }
    if !scan.incomplete.is_empty() {
        let color = palette.failure();
        write!(
            out,
            "; {color}{} could not be judged{color:#}",
            words::counted(scan.incomplete.len(), "part")
        )?;
    }
    writeln!(out)
}
