//! What every document carries beside its answer: what is incomplete, and notes.

use std::io;

use finding::{Incomplete, Note};

use super::document::Document;
use super::place::{write_file, write_location};
use super::row::Row;

/// Writes the members `incomplete` and `notes`.
pub(crate) fn write_remarks(
    document: &mut Document<'_>,
    incomplete: &[Incomplete],
    notes: &[Note],
) -> io::Result<()> {
    document.rows("incomplete", incomplete.iter(), write_incomplete)?;
    document.rows("notes", notes.iter(), write_note)
}

fn write_incomplete(incomplete: &Incomplete, row: &mut Row<'_>) {
    row.string("reason", crate::words::incomplete(incomplete.reason));
    match (&incomplete.location, &incomplete.file) {
        (Some(location), _) => write_location(location, row),
        (None, Some(file)) => write_file(file, row),
        (None, None) => {}
    }
    row.string("message", &incomplete.message);
}

fn write_note(note: &Note, row: &mut Row<'_>) {
    row.string("kind", note.kind);
    row.number("count", u32::try_from(note.count).unwrap_or(u32::MAX));
    row.strings("examples", note.examples.iter().map(String::as_str));
}
