//! Pod Security's answers in the sentences that kubectl shows.

use std::io;

use super::palette::Palette;
use super::remarks;
use crate::mask::Mask;
use crate::{PodSecurity, PodSecurityRow, TextStyle, visible, words};

/// Writes one line per answer that is no, then how many there are.
pub(crate) fn write_pss(
    answers: &PodSecurity<'_>,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let palette = Palette::of(style);
    let refused = answers.rows.iter().filter(|row| !row.allowed);
    refused.clone().try_for_each(|row| write_row(row, palette, out))?;
    if refused.clone().next().is_some() {
        writeln!(out)?;
    }
    remarks::write_incomplete(answers.incomplete, &Mask::default(), style, out)?;
    remarks::write_notes(answers.notes, style, out)?;
    write_summary(answers.rows, palette, out)
}

/// How many Pods and templates there were, and what becomes of them: each has one row that admits or refuses it.
fn write_summary(rows: &[PodSecurityRow], palette: Palette, out: &mut dyn io::Write) -> io::Result<()> {
    let count = |modes: &[&str], allowed: bool| {
        rows.iter().filter(|row| modes.contains(&row.mode) && row.allowed == allowed).count()
    };
    let (admitted, refused) = (count(&["given", "enforce"], true), count(&["given", "enforce"], false));
    if rows.is_empty() {
        return writeln!(out, "no Pod or pod template was judged");
    }
    let strong = palette.strong();
    let color = if refused > 0 { palette.failure() } else { palette.success() };
    write!(
        out,
        "{strong}{}{strong:#} judged by Pod Security: {} admitted, {color}{} refused{color:#}",
        words::counted(admitted + refused, "pod"),
        words::count(admitted),
        words::count(refused),
    )?;
    for (mode, what) in [("warn", "warned about"), ("audit", "noted for the audit")] {
        let said = count(&[mode], false);
        if said > 0 {
            write!(out, ", {} {what}", words::count(said))?;
        }
    }
    writeln!(out)
}

/// The file, then the words of the API server.
fn write_row(row: &PodSecurityRow, palette: Palette, out: &mut dyn io::Write) -> io::Result<()> {
    let strong = palette.strong();
    writeln!(out, "{strong}{}{strong:#}: {}", visible::sentence(&row.file), sentence(row, palette))
}

fn sentence(row: &PodSecurityRow, palette: Palette) -> String {
    let standard =
        format!("PodSecurity \"{}:{}\": {}", row.level, row.version, visible::sentence(&row.message));
    let object = words::object(&row.object);
    let name = visible::sentence(&row.object.name);
    let (no, warning) = (palette.failure(), palette.severity(finding::Severity::Medium));
    match row.mode {
        "warn" => format!("{object}: {warning}Warning:{warning:#} would violate {standard}"),
        "audit" => format!("{object}: {warning}audit:{warning:#} would violate {standard}"),
        _ if row.object.kind == "Pod" => {
            format!("{no}pods \"{name}\" is forbidden:{no:#} violates {standard}")
        }
        _ => format!("{object}: {no}its pods are forbidden:{no:#} violates {standard}"),
    }
}
