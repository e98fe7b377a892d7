//! `seawall.pss/v1`.

use std::io;

use super::document::Document;
use super::place::write_object;
use super::remark::write_remarks;
use super::row::Row;
use crate::{PodSecurity, PodSecurityRow};

/// Writes the whole document.
pub(crate) fn write_pss(answers: &PodSecurity<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut document = Document::begin(out);
    document.member("schema", "seawall.pss/v1")?;
    document.rows("results", answers.rows.iter(), write_row)?;
    write_remarks(&mut document, answers.incomplete, answers.notes)?;
    document.end()
}

fn write_row(answer: &PodSecurityRow, row: &mut Row<'_>) {
    row.string("file", &answer.file);
    write_object(&answer.object, row);
    row.string("mode", answer.mode);
    if answer.via_pods {
        row.string("via", "pods");
    }
    row.string("level", answer.level);
    row.string("version", &answer.version);
    row.boolean("allowed", answer.allowed);
    // Empty when allowed, and written then too: it is the plugin's answer.
    row.string("message", &answer.message);
}
