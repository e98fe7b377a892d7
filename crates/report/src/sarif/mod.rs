//! SARIF 2.1.0 (OASIS), within what GitHub's code scanning accepts and shows.
//!
//! Decisions where the standard leaves a choice:
//! - Paths are relative URIs as the user gave them; run from the repository's root they are what code scanning expects.
//! - Columns count Unicode code points. Regions are lines and columns; byte offsets are in the JSON format.
//! - Services refuse a result without a file. A finding in a live object stands at line 1 of a file that does not exist,
//!   `cluster/<namespace>/<apiVersion>/<kind>/<name>`; one in rendered text stands in the first file that it was
//!   rendered from. Its logical locations (object and field) are exact in both cases.
//! - No source text is embedded but in the edits of fixes, and those that would move a secret are left out.

mod level;
mod limits;
mod message;
mod places;
mod results;
mod rules;
mod uri;

use std::io;

use finding::{Incomplete, Note};
use serde::Serialize;

use crate::Scan;
use crate::json::Document;
use crate::mask::Mask;
use limits::Cut;
use message::Message;
use places::PlaceRow;
use results::ResultRow;
use rules::Rules;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the log of one run; notes name what limits left out.
pub(crate) fn write_findings(scan: &Scan<'_>, out: &mut dyn io::Write) -> io::Result<Vec<Note>> {
    let cut = Cut::to_limits(scan.shown());
    let (rules, mask) = (Rules::of(&cut.kept), Mask::of(scan));
    let mut log = Document::begin(out);
    log.member("$schema", SCHEMA)?;
    log.member("version", "2.1.0")?;
    log.open_only("runs")?;
    log.member("tool", &ToolRow::new(scan, &rules))?;
    log.member("invocations", &[InvocationRow::new(scan, &cut.notes)])?;
    log.member("columnKind", "unicodeCodePoints")?;
    log.list("results", cut.kept.iter().map(|finding| ResultRow::new(finding, &rules, &mask)))?;
    log.member("properties", &RunProperties { kubernetes_version: scan.kubernetes_version.to_string() })?;
    log.close_only();
    log.end()?;
    Ok(cut.notes)
}

#[derive(Serialize)]
struct ToolRow<'a> {
    driver: DriverRow<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DriverRow<'a> {
    name: &'static str,
    version: &'a str,
    semantic_version: &'a str,
    rules: Vec<rules::RuleRow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties {
    kubernetes_version: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct InvocationRow<'a> {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<NotificationRow<'a>>,
}

#[derive(Serialize)]
struct NotificationRow<'a> {
    descriptor: DescriptorRow<'a>,
    level: &'static str,
    message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<PlaceRow<'a>>,
}

#[derive(Serialize)]
struct DescriptorRow<'a> {
    id: &'a str,
}

impl<'a> ToolRow<'a> {
    fn new(scan: &Scan<'a>, rules: &Rules) -> ToolRow<'a> {
        ToolRow {
            driver: DriverRow {
                name: "Seawall",
                version: scan.seawall_version,
                semantic_version: scan.seawall_version,
                rules: rules.rows(),
            },
        }
    }
}

impl<'a> InvocationRow<'a> {
    fn new(scan: &Scan<'a>, cuts: &'a [Note]) -> InvocationRow<'a> {
        let incomplete = scan.incomplete.iter().map(NotificationRow::incomplete);
        let cuts = cuts.iter().map(NotificationRow::cut);
        let notes = scan.notes.iter().map(NotificationRow::note);
        InvocationRow {
            execution_successful: scan.incomplete.is_empty(),
            tool_execution_notifications: incomplete.chain(cuts).chain(notes).collect(),
        }
    }
}

impl<'a> NotificationRow<'a> {
    fn incomplete(incomplete: &'a Incomplete) -> NotificationRow<'a> {
        let location = incomplete.location.as_ref().and_then(PlaceRow::of_location);
        let place = location.or_else(|| incomplete.file.as_deref().map(PlaceRow::of_file));
        NotificationRow {
            descriptor: DescriptorRow { id: crate::words::incomplete(incomplete.reason) },
            level: "error",
            message: Message::sentence(&incomplete.message),
            locations: place.into_iter().collect(),
        }
    }

    fn cut(note: &'a Note) -> NotificationRow<'a> {
        NotificationRow::of("warning", note.kind, &note.examples.join("; "))
    }

    fn note(note: &'a Note) -> NotificationRow<'a> {
        NotificationRow::of("note", note.kind, &crate::words::note(note))
    }

    fn of(level: &'static str, id: &'a str, sentence: &str) -> NotificationRow<'a> {
        NotificationRow {
            descriptor: DescriptorRow { id },
            level,
            message: Message::sentence(sentence),
            locations: Vec::new(),
        }
    }
}
