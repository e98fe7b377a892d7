//! Results: one per finding.

use finding::{Finding, Fix, SourceEdit, Suppressed, SuppressedBy};
use serde::Serialize;

use super::level::level;
use super::message::Message;
use super::places::{ArtifactRow, PlaceRow, RegionRow};
use super::rules::Rules;
use crate::mask::Mask;

/// A result object.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultRow<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [PlaceRow<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<PlaceRow<'a>>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixRow<'a>>,
    /// Always there: an empty list says "not suppressed", no list would say "not known".
    suppressions: Vec<SuppressionRow>,
    properties: ResultProperties<'a>,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "seawall/v1")]
    ours: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixRow<'a> {
    description: Message,
    artifact_changes: Vec<ChangeRow<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeRow<'a> {
    artifact_location: ArtifactRow,
    replacements: Vec<ReplacementRow<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReplacementRow<'a> {
    deleted_region: RegionRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<ContentRow<'a>>,
}

#[derive(Serialize)]
struct ContentRow<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct SuppressionRow {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

#[derive(Serialize)]
struct ResultProperties<'a> {
    severity: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    adjusted: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none", rename = "fixSafety")]
    fix_safety: Option<&'static str>,
}

impl<'a> ResultRow<'a> {
    pub(super) fn new(finding: &'a Finding, rules: &Rules, mask: &Mask<'_>) -> ResultRow<'a> {
        let fix = finding.fix.as_deref();
        ResultRow {
            rule_id: finding.rule.id,
            rule_index: rules.index(finding.rule),
            level: level(finding.severity),
            message: Message::sentence(&finding.message.text),
            locations: [PlaceRow::of_finding(&finding.location, &finding.object, &finding.field)],
            related_locations: related(finding),
            partial_fingerprints: Fingerprints { ours: format!("{:016x}", finding.fingerprint) },
            fixes: fix
                .filter(|fix| !fix.edits.is_empty() && mask.shows_edits(fix))
                .map(FixRow::new)
                .into_iter()
                .collect(),
            suppressions: finding.suppressed.as_deref().map(SuppressionRow::new).into_iter().collect(),
            properties: ResultProperties {
                severity: finding.severity.as_str(),
                adjusted: finding.adjusted.as_ref().map(|adjusted| &*adjusted.why).unwrap_or_default(),
                fix_safety: fix.map(|fix| fix.safety.as_str()),
            },
        }
    }
}

/// The evidence, and the alias through which the place belongs to the object.
fn related(finding: &Finding) -> Vec<PlaceRow<'_>> {
    let alias = crate::alias::of(&finding.location)
        .map(|(source, span)| PlaceRow::of_range(0, crate::alias::MESSAGE, source, span));
    let first = usize::from(alias.is_some());
    let related = finding.related.iter().enumerate().map(|(index, related)| {
        let object = related.object.as_deref();
        PlaceRow::of_related(first + index, &related.message, Some(&related.location), object)
    });
    alias.into_iter().chain(related).collect()
}

impl<'a> FixRow<'a> {
    fn new(fix: &'a Fix) -> FixRow<'a> {
        let title = match &*fix.needs {
            "" => format!("{} ({})", fix.title, fix.safety.as_str()),
            needs => format!("{} ({}: {needs})", fix.title, fix.safety.as_str()),
        };
        let of_one_file = fix.edits.chunk_by(|one, next| one.source.name() == next.source.name());
        FixRow {
            description: Message::sentence(&title),
            artifact_changes: of_one_file.filter_map(ChangeRow::new).collect(),
        }
    }
}

impl<'a> ChangeRow<'a> {
    fn new(edits: &'a [SourceEdit]) -> Option<ChangeRow<'a>> {
        let first = edits.first()?;
        Some(ChangeRow {
            artifact_location: ArtifactRow::new(first.source.name()),
            replacements: edits.iter().map(ReplacementRow::new).collect(),
        })
    }
}

impl<'a> ReplacementRow<'a> {
    fn new(edit: &'a SourceEdit) -> ReplacementRow<'a> {
        let text = edit.edit.text.as_str();
        ReplacementRow {
            deleted_region: RegionRow::new(&edit.source, edit.edit.span),
            inserted_content: (!text.is_empty()).then_some(ContentRow { text }),
        }
    }
}

impl SuppressionRow {
    fn new(suppressed: &Suppressed) -> SuppressionRow {
        SuppressionRow {
            kind: match suppressed.by {
                SuppressedBy::Annotation | SuppressedBy::Comment => "inSource",
                SuppressedBy::Exception | SuppressedBy::Baseline => "external",
            },
            status: "accepted",
            justification: match &suppressed.until {
                Some(day) => format!("{} (until {day})", suppressed.reason),
                None => suppressed.reason.clone(),
            },
        }
    }
}
