//! Objects and locations.

use finding::{Location, ObjectRef};
use manifest::{Position, Provenance, Source, Span, Step, StepRole};
use serde::Serialize;

/// An object, by what identifies it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ObjectRow<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    api_version: &'a str,
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
}

/// A location of any of the four kinds.
#[derive(Serialize)]
pub(crate) struct LocationRow<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<PositionRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<PositionRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    origin: Vec<StepRow<'a>>,
}

#[derive(Serialize)]
struct PositionRow {
    byte: u32,
    line: u32,
    column: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StepRow<'a> {
    role: &'static str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values_path: Option<&'a str>,
    shown: bool,
}

impl<'a> ObjectRow<'a> {
    /// Nothing for a finding that speaks of no object, such as one about the configuration.
    pub(crate) fn new(object: &'a ObjectRef) -> Option<ObjectRow<'a>> {
        (!object.kind.is_empty()).then(|| ObjectRow {
            api_version: &object.api_version,
            kind: &object.kind,
            namespace: object.namespace.as_deref(),
            name: &object.name,
        })
    }
}

impl<'a> LocationRow<'a> {
    pub(crate) fn new(location: &'a Location) -> LocationRow<'a> {
        match location {
            Location::Source { source, span, .. } => LocationRow::range("source", source, *span),
            Location::Rendered { source, span } => LocationRow::range("rendered", source, *span),
            Location::Live => LocationRow::without_range("live", None),
            Location::Absent { source, span, .. } => match source.provenance() {
                Provenance::Live => LocationRow::without_range("absent", None),
                Provenance::File | Provenance::Rendered(_) => LocationRow::range("absent", source, *span),
            },
        }
    }

    /// A range of a file that the user owns.
    pub(crate) fn source(source: &'a Source, span: Span) -> LocationRow<'a> {
        LocationRow::range("source", source, span)
    }

    /// A file that has no text, since it could not be read.
    pub(crate) fn file(file: &'a str) -> LocationRow<'a> {
        LocationRow::without_range("source", Some(file))
    }

    fn range(kind: &'static str, source: &'a Source, span: Span) -> LocationRow<'a> {
        LocationRow {
            kind,
            file: Some(source.name()),
            start: Some(PositionRow::new(source.position(span.start))),
            end: Some(PositionRow::new(source.position(span.end))),
            origin: steps(source, span).iter().map(StepRow::new).collect(),
        }
    }

    fn without_range(kind: &'static str, file: Option<&'a str>) -> LocationRow<'a> {
        LocationRow { kind, file, start: None, end: None, origin: Vec::new() }
    }
}

impl PositionRow {
    fn new(position: Position) -> PositionRow {
        PositionRow { byte: position.byte, line: position.line, column: position.column }
    }
}

impl<'a> StepRow<'a> {
    fn new(step: &'a Step) -> StepRow<'a> {
        StepRow {
            role: role(step.role),
            file: &step.file,
            start: step.span.map(|span| span.start),
            end: step.span.map(|span| span.end),
            expression: step.expression.as_deref(),
            values_path: step.values_path.as_deref(),
            shown: step.shown,
        }
    }
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
