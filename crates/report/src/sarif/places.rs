//! Locations: physical ones (file and region) and logical ones (object and field).

use finding::{Location, ObjectRef};
use manifest::{Source, Span};
use serde::Serialize;

use super::message::Message;
use super::uri;
use crate::json::steps;

/// A location object.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PlaceRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<PhysicalRow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalRow {
    artifact_location: ArtifactRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionRow>,
}

/// A file.
#[derive(Serialize)]
pub(super) struct ArtifactRow {
    uri: String,
}

/// A range of lines and columns.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RegionRow {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalRow<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    fully_qualified_name: String,
    kind: &'static str,
}

impl<'a> PlaceRow<'a> {
    /// Where a finding is: always with a file, since services refuse results without one.
    pub(super) fn of_finding(location: &Location, object: &'a ObjectRef, field: &'a str) -> PlaceRow<'a> {
        PlaceRow {
            id: None,
            physical_location: Some(physical(location).unwrap_or_else(|| PhysicalRow::of_live(object))),
            logical_locations: logical(object, field),
            message: None,
        }
    }

    /// A further place of a finding; `id` is its number among them.
    pub(super) fn of_related(
        id: usize,
        message: &str,
        location: Option<&Location>,
        object: Option<&'a ObjectRef>,
    ) -> PlaceRow<'a> {
        PlaceRow {
            id: Some(id),
            physical_location: location.and_then(physical).or_else(|| object.map(PhysicalRow::of_live)),
            logical_locations: object.map(|object| logical(object, "")).unwrap_or_default(),
            message: Some(Message::sentence(message)),
        }
    }

    /// A range of a file that belongs to a finding.
    pub(super) fn of_range(id: usize, message: &str, source: &Source, span: Span) -> PlaceRow<'a> {
        PlaceRow {
            id: Some(id),
            physical_location: Some(PhysicalRow::of_range(source, span)),
            logical_locations: Vec::new(),
            message: Some(Message::sentence(message)),
        }
    }

    /// A location outside of findings.
    pub(super) fn of_location(location: &Location) -> Option<PlaceRow<'a>> {
        physical(location).map(PlaceRow::of_physical)
    }

    /// A file as a whole.
    pub(super) fn of_file(file: &str) -> PlaceRow<'a> {
        PlaceRow::of_physical(PhysicalRow { artifact_location: ArtifactRow::new(file), region: None })
    }

    fn of_physical(physical: PhysicalRow) -> PlaceRow<'a> {
        PlaceRow { id: None, physical_location: Some(physical), logical_locations: Vec::new(), message: None }
    }
}

/// The place in a file, unless the object is live.
fn physical(location: &Location) -> Option<PhysicalRow> {
    let (source, span) = (location.source()?, location.span()?);
    if matches!(source.provenance(), manifest::Provenance::Live) {
        return None;
    }
    match (source.provenance(), steps(source, span)) {
        (manifest::Provenance::Rendered(_), [first, ..]) => Some(PhysicalRow {
            artifact_location: ArtifactRow::new(&first.file),
            region: Some(RegionRow::first_line()),
        }),
        _ => Some(PhysicalRow::of_range(source, span)),
    }
}

/// The object, and the field in it.
fn logical<'a>(object: &'a ObjectRef, field: &'a str) -> Vec<LogicalRow<'a>> {
    if object.kind.is_empty() {
        return Vec::new();
    }
    let place = object_path(object);
    let last = field.rfind('.').map_or(field, |dot| &field[dot + 1..]);
    let property = (!field.is_empty()).then(|| LogicalRow {
        name: last,
        fully_qualified_name: format!("{place}#{field}"),
        kind: "property",
    });
    let object = LogicalRow { name: &object.name, fully_qualified_name: place, kind: "object" };
    std::iter::once(object).chain(property).collect()
}

/// `shop/apps/v1/Deployment/api`; without the namespace where there is none.
fn object_path(object: &ObjectRef) -> String {
    let namespace = object.namespace.iter().map(String::as_str);
    let parts = namespace.chain([object.api_version.as_str(), object.kind.as_str(), object.name.as_str()]);
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

impl PhysicalRow {
    fn of_range(source: &Source, span: Span) -> PhysicalRow {
        PhysicalRow {
            artifact_location: ArtifactRow::new(source.name()),
            region: Some(RegionRow::new(source, span)),
        }
    }

    fn of_live(object: &ObjectRef) -> PhysicalRow {
        PhysicalRow {
            artifact_location: ArtifactRow::new(&format!("cluster/{}", object_path(object))),
            region: Some(RegionRow::first_line()),
        }
    }
}

impl ArtifactRow {
    pub(super) fn new(file: &str) -> ArtifactRow {
        ArtifactRow { uri: uri::of_file(file) }
    }
}

impl RegionRow {
    pub(super) fn new(source: &Source, span: Span) -> RegionRow {
        let (start, end) = (source.position(span.start), source.position(span.end));
        RegionRow {
            start_line: start.line,
            start_column: Some(start.column),
            end_line: Some(end.line),
            end_column: Some(end.column),
        }
    }

    fn first_line() -> RegionRow {
        RegionRow { start_line: 1, start_column: None, end_line: None, end_column: None }
    }
}
