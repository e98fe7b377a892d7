//! Only `report` knows output formats.

use super::{Complaints, Tree};

/// The layers below the surfaces.
const BELOW: [&str; 9] =
    ["manifest", "model", "finding", "podsecurity", "schema", "component", "authz", "checks", "load"];

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::File;
    use std::path::Path;

    fn complaints(files: &[(&str, &str)]) -> Complaints {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        check(&Tree::of(Path::new("/home/somebody/seawall"), files.iter().map(file).collect(), Vec::new()))
    }

    #[test]
    fn a_format_below_the_surfaces_is_found() {
        let comment = ("crates/checks/src/sink.rs", "// as SARIF has it\nfn sink() {}\n");
        let code = ("crates/checks/src/sink.rs", "fn to_sarif() {}\n");
        let surface = ("crates/report/src/sarif.rs", "fn to_sarif() {}\n");
        assert_eq!(complaints(&[comment, surface]), Complaints::new());
        assert_eq!(complaints(&[code]).len(), 1);
    }
}
