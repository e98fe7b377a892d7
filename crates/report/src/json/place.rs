//! Objects and locations.

use finding::{Location, ObjectRef};
use manifest::{Position, Provenance, Source, Span, Step, StepRole};

use super::row::Row;

/// Writes the member `object`, by what identifies it: nothing for a finding that speaks of no object, such as one about
/// the configuration.
pub(crate) fn write_object(object: &ObjectRef, row: &mut Row<'_>) {
    if object.kind.is_empty() {
        return;
    }
    row.object("object", |row| {
        row.string_if_any("apiVersion", &object.api_version);
        row.string("kind", &object.kind);
        if let Some(namespace) = &object.namespace {
            row.string("namespace", namespace);
        }
        row.string_if_any("name", &object.name);
    });
}

/// Writes the member `location`, of any of the four kinds.
pub(crate) fn write_location(location: &Location, row: &mut Row<'_>) {
    match location {
        Location::Source { source, span, .. } => write_range("source", source, *span, row),
        Location::Rendered { source, span } => write_range("rendered", source, *span, row),
        Location::Live => row.object("location", |row| row.string("kind", "live")),
        Location::Absent { source, span, .. } => match source.provenance() {
            Provenance::Live => row.object("location", |row| row.string("kind", "absent")),
            Provenance::File | Provenance::Rendered(_) => write_range("absent", source, *span, row),
        },
    }
}

/// Writes as `location` a range of a file that the user owns.
pub(crate) fn write_source(source: &Source, span: Span, row: &mut Row<'_>) {
    write_range("source", source, span, row);
}

/// Writes as `location` a file that has no text, since it could not be read.
pub(crate) fn write_file(file: &str, row: &mut Row<'_>) {
    row.object("location", |row| {
        row.string("kind", "source");
        row.string("file", file);
    });
}

fn write_range(kind: &str, source: &Source, span: Span, row: &mut Row<'_>) {
    row.object("location", |row| {
        row.string("kind", kind);
        row.string("file", source.name());
        write_position("start", source.position(span.start), row);
        write_position("end", source.position(span.end), row);
        row.array("origin", steps(source, span), write_step);
    });
}

fn write_position(name: &str, position: Position, row: &mut Row<'_>) {
    row.object(name, |row| {
        row.number("byte", position.byte);
        row.number("line", position.line);
        row.number("column", position.column);
    });
}

fn write_step(step: &Step, row: &mut Row<'_>) {
    row.string("role", role(step.role));
    row.string("file", &step.file);
    if let Some(span) = step.span {
        row.number("start", span.start);
        row.number("end", span.end);
    }
    if let Some(expression) = &step.expression {
        row.string("expression", expression);
    }
    if let Some(path) = &step.values_path {
        row.string("valuesPath", path);
    }
    row.boolean("shown", step.shown);
}

/// The steps that made the start of a range of rendered text; nothing for other text.
pub(crate) fn steps(source: &Source, span: Span) -> &[Step] {
    let Provenance::Rendered(ranges) = source.provenance() else { return &[] };
    let after = ranges.partition_point(|(range, _)| range.start <= span.start);
    match after.checked_sub(1).and_then(|index| ranges.get(index)) {
        Some((range, steps)) if span.start < range.end => steps,
        _ => &[],
    }
}

/// The word for a step's role.
fn role(role: StepRole) -> &'static str {
    match role {
        StepRole::Template => "template",
        StepRole::Values => "values",
        StepRole::Base => "base",
        StepRole::Patch => "patch",
        StepRole::Generator => "generator",
    }
}
