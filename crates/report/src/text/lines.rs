//! One line per finding, in the form that editors and CI problem matchers read: `file:line:column: word: message [id]`.

use std::io;

use finding::{Finding, Incomplete};

use super::{Palette, shown};
use crate::visible;
use crate::{Scan, TextStyle, words};

/// Writes the lines; nothing where there is nothing to say.
pub(super) fn write(scan: &Scan<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let palette = Palette::of(style);
    for finding in scan.shown().filter(|finding| finding.suppressed.is_none()) {
        write_finding(finding, palette, out)?;
    }
    scan.incomplete.iter().try_for_each(|incomplete| write_incomplete(incomplete, palette, out))
}

fn write_finding(finding: &Finding, palette: Palette, out: &mut dyn io::Write) -> io::Result<()> {
    let color = palette.severity(finding.severity);
    writeln!(
        out,
        "{}: {color}{}{color:#}: {} [{}]",
        shown::place(finding),
        finding.severity.as_str(),
        visible::sentence(&finding.message.text),
        finding.rule.id,
    )
}

fn write_incomplete(incomplete: &Incomplete, palette: Palette, out: &mut dyn io::Write) -> io::Result<()> {
    let color = palette.failure();
    let place = incomplete.location.as_ref().and_then(shown::location);
    let place = place.or_else(|| incomplete.file.as_deref().map(|file| visible::sentence(file).into_owned()));
    if let Some(place) = place {
        write!(out, "{place}: ")?;
    }
    writeln!(
        out,
        "{color}incomplete{color:#}: {} [{}]",
        visible::sentence(&incomplete.message),
        words::incomplete(incomplete.reason),
    )
}
