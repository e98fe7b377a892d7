//! The files of `kube/recorded`: tab-separated columns.

use std::collections::BTreeMap;

/// A line, by the names of its columns.
pub type Row<'a> = BTreeMap<&'a str, &'a str>;

/// The lines below the comment and the names of the columns.
pub fn rows(tsv: &str) -> Result<Vec<Row<'_>>, String> {
    let mut lines = tsv.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let names: Vec<&str> = lines.next().ok_or("no line names the columns")?.split('\t').collect();
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let complete = columns.len() == names.len();
            let row = || names.iter().copied().zip(columns).collect();
            complete.then(row).ok_or_else(|| format!("not {} columns: {line}", names.len()))
        })
        .collect()
}
