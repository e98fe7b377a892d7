//! Findings for people: excerpts with carets, most severe first, then what is incomplete, notes, and the summary.

mod diagram;
mod excerpt;
mod findings;
mod group;
mod lines;
mod missing;
mod palette;
mod patch;
mod pss;
mod remarks;
mod shown;
mod summary;
pub(crate) mod table;

pub(crate) use palette::Palette;
pub(crate) use pss::write_pss;

use std::io;

use crate::mask::Mask;
use crate::{Detail, Scan, TextStyle};

/// Writes the report in the detail that the style asks for.
pub(crate) fn write_findings(scan: &Scan<'_>, style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    if style.detail == Detail::Lines {
        return lines::write(scan, style, out);
    }
    let mask = Mask::of(scan);
    for group in group::groups(scan, style) {
        findings::write(&group, &mask, style, out)?;
    }
    remarks::write_incomplete(scan.incomplete, &mask, style, out)?;
    remarks::write_notes(scan.notes, style, out)?;
    summary::write(scan, style, out)
}
