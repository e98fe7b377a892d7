//! `seawall.findings/v1`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

use finding::{Adjustment, Finding, Fix, Framework, Related, Rule, Severity, SourceEdit, Suppressed, Tool};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::document::Document;
use super::place::{LocationRow, ObjectRow};
use super::remark::write_remarks;
use crate::Scan;
use crate::summary::Summary;

/// Writes the whole document.
pub(crate) fn write_findings(scan: &Scan<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = Document::begin(out);
    document.member("schema", "seawall.findings/v1")?;
    document.member("seawall", scan.seawall_version)?;
    document.member("kubernetesVersion", &scan.kubernetes_version.to_string())?;
    let citations = Citations::of(scan)?;
    document.list("findings", scan.shown().map(|finding| FindingRow::new(finding, &citations)))?;
    write_remarks(&mut document, scan.incomplete, scan.notes)?;
    document.member("summary", &SummaryRow::new(scan))?;
    document.end()
}

#[derive(serde::Serialize)]
struct FindingRow<'a> {
    id: &'a str,
    name: &'a str,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    adjusted: Option<AdjustmentRow<'a>>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<ObjectRow<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    field: &'a str,
    location: LocationRow<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixRow<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frameworks: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    peers: Option<&'a RawValue>,
    fingerprint: Fingerprint,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<SuppressedRow<'a>>,
}

#[derive(serde::Serialize)]
struct AdjustmentRow<'a> {
    from: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    why: &'a [String],
}

#[derive(serde::Serialize)]
struct FixRow<'a> {
    safety: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    needs: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    edits: Vec<EditRow<'a>>,
}

#[derive(serde::Serialize)]
struct EditRow<'a> {
    file: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(serde::Serialize)]
struct RelatedRow<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<ObjectRow<'a>>,
    location: LocationRow<'a>,
}

#[derive(serde::Serialize)]
struct SuppressedRow<'a> {
    by: &'static str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<&'a str>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryRow {
    objects: usize,
    by_severity: BySeverity,
    suppressed: usize,
}

/// `{"framework":["control",…],…}`, in the rule's order.
pub(crate) struct Frameworks(pub(crate) &'static [Framework]);

/// `{"tool":["id",…],…}`, in the rule's order.
pub(crate) struct Peers(pub(crate) &'static [Tool]);

/// What the rules of a scan cite, as JSON: made once for a rule instead of once for each of its findings.
struct Citations(HashMap<&'static str, Citation>);

struct Citation {
    frameworks: Option<Box<RawValue>>,
    peers: Option<Box<RawValue>>,
}

struct BySeverity(Summary);

struct Fingerprint(u64);

impl<'a> FindingRow<'a> {
    fn new(finding: &'a Finding, citations: &'a Citations) -> FindingRow<'a> {
        let rule: &'static Rule = finding.rule;
        let citation = citations.0.get(rule.id);
        FindingRow {
            id: rule.id,
            name: rule.name,
            severity: finding.severity.as_str(),
            adjusted: finding.adjusted.as_ref().map(AdjustmentRow::new),
            message: &finding.message.text,
            object: ObjectRow::new(&finding.object),
            field: &finding.field,
            location: LocationRow::new(&finding.location),
            fix: finding.fix.as_ref().map(FixRow::new),
            related: related(finding),
            frameworks: citation.and_then(|citation| citation.frameworks.as_deref()),
            peers: citation.and_then(|citation| citation.peers.as_deref()),
            fingerprint: Fingerprint(finding.fingerprint),
            suppressed: finding.suppressed.as_ref().map(SuppressedRow::new),
        }
    }
}

impl Citations {
    fn of(scan: &Scan<'_>) -> io::Result<Citations> {
        let mut citations = HashMap::new();
        for finding in scan.shown() {
            if let Entry::Vacant(entry) = citations.entry(finding.rule.id) {
                entry.insert(Citation::of(finding.rule)?);
            }
        }
        Ok(Citations(citations))
    }
}

impl Citation {
    fn of(rule: &'static Rule) -> io::Result<Citation> {
        let (frameworks, peers) = (Frameworks(rule.frameworks), Peers(rule.peers));
        Ok(Citation {
            frameworks: if frameworks.is_empty() { None } else { Some(to_raw_value(&frameworks)?) },
            peers: if peers.is_empty() { None } else { Some(to_raw_value(&peers)?) },
        })
    }
}

/// The evidence, and the alias through which the place belongs to the object.
fn related(finding: &Finding) -> Vec<RelatedRow<'_>> {
    let alias = crate::alias::of(&finding.location).map(|(source, span)| RelatedRow {
        message: crate::alias::MESSAGE,
        object: None,
        location: LocationRow::source(source, span),
    });
    alias.into_iter().chain(finding.related.iter().map(RelatedRow::new)).collect()
}

impl<'a> AdjustmentRow<'a> {
    fn new(adjusted: &'a Adjustment) -> AdjustmentRow<'a> {
        AdjustmentRow { from: adjusted.from.as_str(), why: &adjusted.why }
    }
}

impl<'a> FixRow<'a> {
    fn new(fix: &'a Fix) -> FixRow<'a> {
        FixRow {
            safety: fix.safety.as_str(),
            title: &fix.title,
            needs: &fix.needs,
            edits: fix.edits.iter().map(EditRow::new).collect(),
        }
    }
}

impl<'a> EditRow<'a> {
    fn new(edit: &'a SourceEdit) -> EditRow<'a> {
        EditRow {
            file: edit.source.name(),
            start: edit.edit.span.start,
            end: edit.edit.span.end,
            text: &edit.edit.text,
        }
    }
}

impl<'a> RelatedRow<'a> {
    fn new(related: &'a Related) -> RelatedRow<'a> {
        RelatedRow {
            message: &related.message,
            object: related.object.as_deref().and_then(ObjectRow::new),
            location: LocationRow::new(&related.location),
        }
    }
}

impl<'a> SuppressedRow<'a> {
    fn new(suppressed: &'a Suppressed) -> SuppressedRow<'a> {
        SuppressedRow {
            by: crate::words::suppressed_by(suppressed.by),
            reason: &suppressed.reason,
            until: suppressed.until.as_deref(),
        }
    }
}

impl SummaryRow {
    fn new(scan: &Scan<'_>) -> SummaryRow {
        let summary = Summary::of(scan);
        SummaryRow { objects: scan.objects, suppressed: summary.suppressed, by_severity: BySeverity(summary) }
    }
}

impl Frameworks {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Peers {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Frameworks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        grouped(serializer, self.0, |entry| (entry.framework, entry.control))
    }
}

impl Serialize for Peers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        grouped(serializer, self.0, |entry| (entry.tool, entry.id))
    }
}

impl Serialize for BySeverity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Severity::ALL.map(|severity| (severity.as_str(), self.0.count(severity))))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0))
    }
}

/// An object of arrays, from pairs: keys in the order of their first appearance.
fn grouped<T, S: Serializer>(
    serializer: S,
    entries: &'static [T],
    pair: fn(&'static T) -> (&'static str, &'static str),
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for (index, entry) in entries.iter().enumerate() {
        let (key, _) = pair(entry);
        if entries[..index].iter().any(|earlier| pair(earlier).0 == key) {
            continue;
        }
        let values: Vec<&str> = entries[index..]
            .iter()
            .map(pair)
            .filter(|(other, _)| *other == key)
            .map(|(_, value)| value)
            .collect();
        map.serialize_entry(key, &values)?;
    }
    map.end()
}
