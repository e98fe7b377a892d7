//! Ids of rules are given once.

use std::collections::BTreeMap;

use super::{Complaints, Tree};

pub(super) fn check(tree: &Tree) -> Complaints {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in tree.sources("checks") {
        for id in file.text.lines().filter_map(declared) {
            places.entry(id).or_default().push(&file.path);
        }
    }
    let clashes = places.iter().filter(|(_, files)| files.len() > 1);
    let mut complaints: Complaints =
        clashes.map(|(id, files)| format!("{id} is given twice: {}", files.join(", "))).collect();
    if places.is_empty() {
        complaints.push("no check declares an id: this rule no longer reads the shape of checks".to_owned());
    }
    complaints
}

/// The id of a line `id: "POD001",`.
fn declared(line: &str) -> Option<&str> {
    let id = line.trim().strip_prefix("id: \"")?.split('"').next()?;
    let shaped = id.len() == 6 && id.is_ascii() && id[..3].bytes().all(|byte| byte.is_ascii_uppercase());
    (shaped && id[3..].bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}
