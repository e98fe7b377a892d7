//! `seawall.pss/v1`.

use std::io;

use serde::Serialize;

use super::document::Document;
use super::place::ObjectRow;
use super::remark::write_remarks;
use crate::{PodSecurity, PodSecurityRow};

/// Writes the whole document.
pub(crate) fn write_pss(answers: &PodSecurity<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = Document::begin(out);
    document.member("schema", "seawall.pss/v1")?;
    document.list("results", answers.rows.iter().map(ResultRow::new))?;
    write_remarks(&mut document, answers.incomplete, answers.notes)?;
    document.end()
}

#[derive(Serialize)]
struct ResultRow<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<ObjectRow<'a>>,
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'static str>,
    level: &'static str,
    version: &'a str,
    allowed: bool,
    /// Empty when allowed, and written then too: it is the plugin's answer.
    message: &'a str,
}

impl<'a> ResultRow<'a> {
    fn new(row: &'a PodSecurityRow) -> ResultRow<'a> {
        ResultRow {
            file: &row.file,
            object: ObjectRow::new(&row.object),
            mode: row.mode,
            via: row.via_pods.then_some("pods"),
            level: row.level,
            version: &row.version,
            allowed: row.allowed,
            message: &row.message,
        }
    }
}
