//! The last lines: how many of each severity, and of each check.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use finding::{Rule, Severity};

use super::palette::Palette;
use crate::summary::Summary;
use crate::{Scan, TextStyle, words};

/// Writes the table by check, then the line by severity.
pub(super) fn write(scan: &Scan<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let palette = Palette::of(style);
    write_checks(scan, palette, out)?;
    write_total(scan, palette, out)
}

/// One line per severity and check, most severe and most frequent first.
fn write_checks(scan: &Scan<'_>, palette: Palette, out: &mut dyn io::Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Reverse<Severity>, &str), (usize, &Rule)> = BTreeMap::new();
    for finding in scan.shown().filter(|finding| finding.suppressed.is_none()) {
        let count = counts.entry((Reverse(finding.severity), finding.rule.id)).or_insert((0, finding.rule));
        count.0 += 1;
    }
    let mut rows: Vec<(Severity, usize, &Rule)> =
        counts.into_iter().map(|((Reverse(severity), _), (count, rule))| (severity, count, rule)).collect();
    rows.sort_by_key(|(severity, count, _)| (Reverse(*severity), Reverse(*count)));
    let digits = rows.iter().map(|(_, count, _)| words::count(*count).len()).max().unwrap_or_default();
    for (severity, count, rule) in &rows {
        let color = palette.severity(*severity);
        let (word, count) = (severity.as_str(), words::count(*count));
        writeln!(out, "  {count:>digits$}  {color}{word:<8}{color:#}  {}  {}", rule.id, rule.name)?;
    }
    if rows.is_empty() { Ok(()) } else { writeln!(out) }
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
