//! The result of a scan, as the writers of all formats take it.

use std::io;

use checks::Secret;
use finding::{Finding, Incomplete, Note, Severity};
use model::KubernetesVersion;

use crate::{Format, TextStyle, json, sarif, text};

/// All that a scan found; what every format of it is written from.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a> {
    /// Findings in their order (file, byte, id), suppressed ones too.
    pub findings: &'a [Finding],
    /// What could not be judged.
    pub incomplete: &'a [Incomplete],
    /// What was left aside.
    pub notes: &'a [Note],
    /// Every secret that stands in the input: none is written.
    pub secrets: &'a [Secret],
    /// How many objects were judged.
    pub objects: usize,
    /// Seawall's own version, such as `0.1.0`.
    pub seawall_version: &'a str,
    /// The version of Kubernetes that the findings hold for.
    pub kubernetes_version: KubernetesVersion,
    /// Findings below it are left out, and out of the summary too.
    pub min_severity: Severity,
}

/// Writes a scan's result. What the format's limits left out comes back as notes, for the user to be told elsewhere
/// (the same is said in the output itself); an error is the writer's own.
pub fn write_scan(
    scan: &Scan<'_>,
    format: Format,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<Vec<Note>> {
    match format {
        Format::Text => text::write_findings(scan, style, out).map(|()| Vec::new()),
        Format::Json => json::write_findings(scan, out).map(|()| Vec::new()),
        Format::Sarif => sarif::write_findings(scan, out),
    }
}

impl<'a> Scan<'a> {
    /// The findings that are severe enough to be shown.
    pub(crate) fn shown(&self) -> impl Iterator<Item = &'a Finding> + Clone + use<'a> {
        let least = self.min_severity;
        self.findings.iter().filter(move |finding| finding.severity >= least)
    }
}
