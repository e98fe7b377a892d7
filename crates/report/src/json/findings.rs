//! `seawall.findings/v1`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io;

use finding::{Finding, Fix, Framework, Related, Rule, Severity, Tool};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::document::Document;
use super::place::{write_location, write_object, write_source};
use super::remark::write_remarks;
use super::row::Row;
use crate::Scan;
use crate::mask::Mask;
use crate::summary::Summary;

/// Writes the whole document.
pub(crate) fn write_findings(scan: &Scan<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = Document::begin(out);
    document.member("schema", "seawall.findings/v1")?;
    document.member("seawall", scan.seawall_version)?;
    document.member("kubernetesVersion", &scan.kubernetes_version.to_string())?;
    let (citations, mask) = (Citations::of(scan)?, Mask::of(scan));
    document.rows("findings", scan.shown(), |finding, row| write_finding(finding, &citations, &mask, row))?;
    write_remarks(&mut document, scan.incomplete, scan.notes)?;
    document.member("summary", &SummaryRow::new(scan))?;
    document.end()
}

fn write_finding(finding: &Finding, citations: &Citations, mask: &Mask<'_>, row: &mut Row<'_>) {
    let rule = finding.rule;
    row.string("id", rule.id);
    row.string("name", rule.name);
    row.string("severity", finding.severity.as_str());
    if let Some(adjusted) = &finding.adjusted {
        row.object("adjusted", |row| {
            row.string("from", adjusted.from.as_str());
            row.strings("why", adjusted.why.iter().map(String::as_str));
        });
    }
    row.string("message", &finding.message.text);
    write_object(&finding.object, row);
    row.string_if_any("field", &finding.field);
    write_location(&finding.location, row);
    if let Some(fix) = &finding.fix {
        row.object("fix", |row| write_fix(fix, mask, row));
    }
    row.array("related", related(finding), |related, row| related.write(row));
    if let Some(citation) = citations.0.get(rule.id) {
        row.written("frameworks", &citation.frameworks);
        row.written("peers", &citation.peers);
    }
    row.string("fingerprint", &format!("{:016x}", finding.fingerprint));
    if let Some(suppressed) = &finding.suppressed {
        row.object("suppressed", |row| {
            row.string("by", crate::words::suppressed_by(suppressed.by));
            row.string("reason", &suppressed.reason);
            if let Some(until) = &suppressed.until {
                row.string("until", until);
            }
        });
    }
}

fn write_fix(fix: &Fix, mask: &Mask<'_>, row: &mut Row<'_>) {
    row.string("safety", fix.safety.as_str());
    row.string("title", &fix.title);
    row.string_if_any("needs", &fix.needs);
    let edits = if mask.shows_edits(fix) { fix.edits.as_slice() } else { &[] };
    row.array("edits", edits, |edit, row| {
        row.string("file", edit.source.name());
        row.number("start", edit.edit.span.start);
        row.number("end", edit.edit.span.end);
        row.string("text", &edit.edit.text);
    });
}

/// A further place of a finding.
enum Further<'a> {
    /// The alias through which the place belongs to the object.
    Alias(&'a manifest::Source, manifest::Span),
    /// Evidence.
    Evidence(&'a Related),
}

fn related(finding: &Finding) -> impl Iterator<Item = Further<'_>> {
    let alias = crate::alias::of(&finding.location).map(|(source, span)| Further::Alias(source, span));
    alias.into_iter().chain(finding.related.iter().map(Further::Evidence))
}

impl Further<'_> {
    fn write(&self, row: &mut Row<'_>) {
        match self {
            Further::Alias(source, span) => {
                row.string("message", crate::alias::MESSAGE);
                write_source(source, *span, row);
            }
            Further::Evidence(related) => {
                row.string("message", &related.message);
                if let Some(object) = &related.object {
                    write_object(object, row);
                }
                write_location(&related.location, row);
            }
        }
    }
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

/// Empty where the rule cites nothing.
struct Citation {
    frameworks: Vec<u8>,
    peers: Vec<u8>,
}

struct BySeverity(Summary);

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
            frameworks: if frameworks.is_empty() { Vec::new() } else { serde_json::to_vec(&frameworks)? },
            peers: if peers.is_empty() { Vec::new() } else { serde_json::to_vec(&peers)? },
        })
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
