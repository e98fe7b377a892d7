//! What could not be judged, and what was left aside.

use std::io;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use finding::{Incomplete, Location, Note};

use super::excerpt::excerpt;
use super::mask::Mask;
use super::palette::Palette;
use crate::{TextStyle, visible, words};

/// Writes each part that could not be judged, with an empty line behind it.
pub(crate) fn write_incomplete(
    incomplete: &[Incomplete],
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let renderer = if style.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width.max(40) * 4);
    for part in incomplete {
        let title = Level::ERROR
            .with_name("incomplete")
            .primary_title(visible::sentence(&part.message).into_owned())
            .id(words::incomplete(part.reason));
        let group = place(Group::with_title(title), part, style);
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    Ok(())
}

fn place<'a>(group: Group<'a>, part: &Incomplete, style: &TextStyle) -> Group<'a> {
    let excerpt = part.location.as_ref().and_then(|location| {
        Some((
            location.source()?,
            excerpt(location, may_be_secret(location), &Mask::unjudged(), style.width)?,
        ))
    });
    match (excerpt, &part.file) {
        (Some((source, excerpt)), _) => {
            let file = visible::sentence(source.name()).into_owned();
            let mark = AnnotationKind::Primary.span(excerpt.caret);
            group
                .element(Origin::path(file).line(excerpt.line).char_column(excerpt.column))
                .element(Snippet::source(excerpt.text).line_start(excerpt.line).annotation(mark))
        }
        (None, Some(file)) => group.element(Origin::path(visible::sentence(file).into_owned())),
        (None, None) => group,
    }
}

/// Whether the document around a place that was not understood may be a Secret: what does not parse cannot say.
fn may_be_secret(location: &Location) -> bool {
    let Some((source, span)) = location.source().zip(location.span()) else { return true };
    let text = source.text();
    let start = (span.start as usize).min(text.len());
    let (Some(before), Some(after)) = (text.get(..start), text.get(start..)) else { return true };
    let before = before.rfind("\n---").map_or(before, |separator| &before[separator..]);
    let after = after.find("\n---").map_or(after, |separator| &after[..separator]);
    before.contains("Secret") || after.contains("Secret")
}

/// Writes the notes, one line each, and an empty line.
pub(crate) fn write_notes(notes: &[Note], style: &TextStyle, out: &mut dyn io::Write) -> io::Result<()> {
    let faint = Palette::of(style).faint();
    for note in notes {
        let examples = note.examples.join(", ");
        let examples = visible::sentence(&examples);
        let more = if note.count > note.examples.len() { ", …" } else { "" };
        match note.examples.is_empty() {
            true => writeln!(out, "{faint}note:{faint:#} {}", words::note(note))?,
            false => writeln!(out, "{faint}note:{faint:#} {}: {examples}{more}", words::note(note))?,
        }
    }
    if notes.is_empty() { Ok(()) } else { writeln!(out) }
}
