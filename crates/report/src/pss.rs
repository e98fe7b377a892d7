//! What Pod Security admission would say: `seawall.pss/v1`, and the sentences kubectl shows.

use std::io;
use std::sync::Arc;

use finding::{Incomplete, Note, ObjectRef};

use crate::{ListFormat, TextStyle, json, text};

/// All that `seawall pss` found out.
#[derive(Clone, Copy, Debug)]
pub struct PodSecurity<'a> {
    /// One row per Pod or pod template and mode, in the order of the input.
    pub rows: &'a [PodSecurityRow],
    /// What could not be judged.
    pub incomplete: &'a [Incomplete],
    /// What was left aside.
    pub notes: &'a [Note],
}

/// One answer of Pod Security admission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodSecurityRow {
    /// The file, as given by the user.
    pub file: Arc<str>,
    /// The Pod, or the object that holds the pod template.
    pub object: Arc<ObjectRef>,
    /// `given`, `enforce`, `warn` or `audit`.
    pub mode: &'static str,
    /// Whether the row speaks of the Pods that the object would make, not of the object itself (`"via":"pods"`).
    pub via_pods: bool,
    /// `privileged`, `baseline` or `restricted`.
    pub level: &'static str,
    /// `v1.36` or `latest`.
    pub version: String,
    /// The answer.
    pub allowed: bool,
    /// The plugin's aggregated detail; empty when allowed.
    pub message: String,
}

/// Writes Pod Security's answers.
pub fn write_pss(
    answers: &PodSecurity<'_>,
    format: ListFormat,
    style: &TextStyle,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    match format {
        ListFormat::Text => text::write_pss(answers, style, out),
        ListFormat::Json => json::write_pss(answers, out),
    }
}
