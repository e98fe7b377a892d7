//! What every document carries beside its answer: what is incomplete, and notes.

use std::io;

use finding::{Incomplete, Note};
use serde::Serialize;

use super::document::Document;
use super::place::LocationRow;

#[derive(Serialize)]
struct IncompleteRow<'a> {
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<LocationRow<'a>>,
    message: &'a str,
}

#[derive(Serialize)]
struct NoteRow<'a> {
    kind: &'a str,
    count: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    examples: &'a [String],
}

impl<'a> IncompleteRow<'a> {
    fn new(incomplete: &'a Incomplete) -> IncompleteRow<'a> {
        let location = incomplete.location.as_ref().map(LocationRow::new);
        IncompleteRow {
            reason: crate::words::incomplete(incomplete.reason),
            location: location.or_else(|| incomplete.file.as_deref().map(LocationRow::file)),
            message: &incomplete.message,
        }
    }
}

impl<'a> NoteRow<'a> {
    fn new(note: &'a Note) -> NoteRow<'a> {
        NoteRow { kind: note.kind, count: note.count, examples: &note.examples }
    }
}

/// Writes the members `incomplete` and `notes`.
pub(crate) fn write_remarks(
    document: &mut Document<'_>,
    incomplete: &[Incomplete],
    notes: &[Note],
) -> io::Result<()> {
    document.list("incomplete", incomplete.iter().map(IncompleteRow::new))?;
    document.list("notes", notes.iter().map(NoteRow::new))
}
