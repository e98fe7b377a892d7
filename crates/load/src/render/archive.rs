//! Archives: a `.tgz` with a `Chart.yaml` is a chart.

use std::io::Read;
use std::path::Path;

use finding::IncompleteReason;
use flate2::read::GzDecoder;

use super::helm;
use crate::notes::Notes;
use crate::read::{Text, failed, reason};
use crate::{Request, chart};

/// How much of an archive is unpacked in search of its `Chart.yaml`, in bytes (Helm's own limit for a whole chart).
const SEARCHED: u64 = 100 << 20;

/// How large a `Chart.yaml` may be, in bytes.
const MARKER_SIZE: u64 = 1 << 20;

/// Renders an archive.
pub(crate) fn archive(path: &Path, name: &str, request: &Request) -> Text {
    if let Err(error) = std::fs::File::open(path) {
        return failed(IncompleteReason::Unreadable, name, format!("cannot be read: {}", reason(&error)));
    }
    match chart_type(path).as_deref() {
        None => Text::Aside(Notes::SKIPPED_FILE, name.to_owned()),
        Some("library") => Text::Aside(Notes::LIBRARY_CHART, name.to_owned()),
        Some(_) => helm::template(path, name, request, |template| format!("{name}!/{template}")),
    }
}

/// The type of the chart in an archive; `None` where it holds none.
pub(super) fn chart_type(path: &Path) -> Option<String> {
    let file = std::fs::File::open(path).ok()?;
    let mut archive = tar::Archive::new(GzDecoder::new(file).take(SEARCHED));
    for entry in archive.entries().ok()? {
        let mut entry = entry.ok()?;
        let is_marker = {
            let path = entry.path().ok()?;
            path.file_name().is_some_and(|name| name == chart::MARKER) && path.components().count() == 2
        };
        if is_marker {
            let mut marker = Vec::new();
            entry.by_ref().take(MARKER_SIZE).read_to_end(&mut marker).ok()?;
            return helm::type_of(marker).or(Some(String::new()));
        }
    }
    None
}
