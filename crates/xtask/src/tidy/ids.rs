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
    fn an_id_that_is_given_twice_is_found() {
        let one = ("crates/checks/src/pod/one.rs", "        id: \"POD001\",\n");
        let other = ("crates/checks/src/pod/other.rs", "        id: \"POD002\",\n");
        let clash = ("crates/checks/src/pod/clash.rs", "        id: \"POD001\",\n");
        assert_eq!(complaints(&[one, other]), Complaints::new());
        assert_eq!(complaints(&[one, other, clash]).len(), 1);
        assert_eq!(complaints(&[]).len(), 1, "a rule that reads nothing must not be silent");
    }
}
