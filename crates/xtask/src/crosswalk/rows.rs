//! The peers' own lists, beside the repository: their checks, and their rules about rights.

use std::fs;
use std::path::Path;

use super::Key;

/// A check of another tool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Tool and id.
    pub key: Key,
    /// Its title there; empty where the list has none.
    pub title: String,
}

/// Reads `peers/checks.tsv` and, of `peers/rbac.tsv`, the rules; its edges are steps of attack paths and no checks.
pub fn read(shared: &Path) -> Result<Vec<Row>, String> {
    let mut rows = table(shared, "checks.tsv", |columns| match columns {
        [tool, id, title, ..] => Some(row(tool, id, title)),
        _ => None,
    })?;
    rows.extend(table(shared, "rbac.tsv", |columns| match columns {
        [_, "edge", ..] => None,
        [tool, _, id, ..] => Some(row(tool, id, "")),
        _ => None,
    })?);
    Ok(rows)
}

fn table(shared: &Path, name: &str, read: impl Fn(&[&str]) -> Option<Row>) -> Result<Vec<Row>, String> {
    let file = shared.join("peers").join(name);
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let lines = text.lines().skip(1);
    Ok(lines.filter_map(|line| read(&line.split('\t').collect::<Vec<_>>())).collect())
}

fn row(tool: &str, id: &str, title: &str) -> Row {
    Row { key: (tool.to_owned(), id.to_owned()), title: title.to_owned() }
}
