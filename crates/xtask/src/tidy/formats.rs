//! Only `report` knows output formats.

use super::{Complaints, Tree};

/// The layers below the surfaces.
const BELOW: [&str; 7] = ["manifest", "model", "finding", "podsecurity", "schema", "checks", "load"];

/// Words of formats, in lower case, that have no other meaning.
const WORDS: [&str; 4] = ["sarif", "junit", "ansi_term", "annotate_snippets"];

pub(super) fn check(tree: &Tree) -> Complaints {
    let sources = BELOW.iter().flat_map(|name| tree.sources(name));
    let mut complaints = Vec::new();
    for file in sources {
        for (number, line) in file.text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default().to_lowercase();
            if let Some(word) = WORDS.iter().find(|word| code.contains(*word)) {
                complaints.push(format!(
                    "{}:{} names {word}; only report knows formats",
                    file.path,
                    number + 1
                ));
            }
        }
    }
    complaints
}
