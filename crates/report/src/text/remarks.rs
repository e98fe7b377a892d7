//! What could not be judged, and what was left aside.

use std::io;

use finding::{Incomplete, Location, Note};

use super::diagram::{Diagram, digits, margin};
use super::excerpt::Frame;
use super::palette::Palette;
use super::shown;
use crate::mask::{Content, Mask};
use crate::{TextStyle, visible, words};

/// Writes each part that could not be judged, with an empty line behind it.
pub(crate) fn write_incomplete(
    incomplete: &[Incomplete],
    mask: &Mask<'_>,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    incomplete.iter().try_for_each(|part| write_part(part, mask, style, out))
}

fn write_part(
    part: &Incomplete,
    mask: &Mask<'_>,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let palette = Palette::of(style);
    let excerpt = part.location.as_ref().and_then(|location| {
        let frame =
            Frame { mask, content: content(location), width: style.width.saturating_sub(margin(5)).max(20) };
        frame.excerpt(location)
    });
    let color = palette.failure();
    let mut diagram = Diagram::new(out, palette, excerpt.as_ref().map_or(1, |excerpt| digits(excerpt.line)));
    diagram.heading(color, "incomplete", words::incomplete(part.reason), &part.message)?;
    let file = || part.file.as_deref().map(|file| visible::sentence(file).into_owned());
    if let Some(place) = part.location.as_ref().and_then(shown::location).or_else(file) {
        diagram.place(&place)?;
    }
    if let Some(excerpt) = &excerpt {
        diagram.excerpt(excerpt, color, "")?;
    }
    writeln!(out)
}

/// What the document around a place that was not understood may be: what does not parse cannot say.
fn content(location: &Location) -> Content {
    let Some((source, span)) = location.source().zip(location.span()) else { return Content::Secret };
    let Some((before, after)) = source.text().split_at_checked(span.start as usize) else {
        return Content::Secret;
    };
    let before = before.rfind("\n---").map_or(before, |separator| &before[separator..]);
    let after = after.find("\n---").map_or(after, |separator| &after[..separator]);
    let is_secret =
        [before, after].iter().any(|part| part.contains("kind: Secret") || part.contains("\"Secret\""));
    if is_secret { Content::Secret } else { Content::Unread }
}

/// Writes the notes, one line each, and an empty line.
pub(crate) fn write_notes(notes: &[Note], style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    let color = Palette::of(style).note();
    for note in notes {
        writeln!(out, "{color}note{color:#}: {}{}", words::note(note), examples(note))?;
    }
    writeln!(out)
}

/// `: a.yaml, b.yaml, …`.
fn examples(note: &Note) -> String {
    if note.examples.is_empty() {
        return String::new();
    }
    let examples = note.examples.join(", ");
    let more = if note.count > note.examples.len() { ", …" } else { "" };
    format!(": {}{more}", visible::sentence(&examples))
}
