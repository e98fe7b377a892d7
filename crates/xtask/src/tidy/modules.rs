//! No source file is left out of its crate: each has its `mod` line, which also puts a check into the registry.

use super::tree::File;
use super::{Complaints, Tree};

pub(super) fn check(tree: &Tree) -> Complaints {
    let sources =
        tree.files().iter().filter(|file| file.path.starts_with("crates/") && file.path.ends_with(".rs"));
    sources.filter(|file| file.path.contains("/src/")).filter_map(|file| orphan(tree, file)).collect()
}

fn orphan(tree: &Tree, file: &File) -> Option<String> {
    let (folder, name) = file.path.rsplit_once('/')?;
    let (folder, module) = match name {
        "lib.rs" | "main.rs" => return None,
        "mod.rs" => folder.rsplit_once('/')?,
        name => (folder, name.trim_end_matches(".rs")),
    };
    if folder.ends_with("/bin") {
        return None;
    }
    let parents = ["/lib.rs", "/main.rs", "/mod.rs", ".rs"].map(|end| format!("{folder}{end}"));
    let declared = |parent: &File| {
        let line = format!("mod {module};");
        parent.text.lines().any(|text| text.trim_start().trim_start_matches("pub ").ends_with(&line))
    };
    if parents.iter().filter_map(|path| tree.file(path)).any(declared) {
        return None;
    }
    Some(format!("{} has no mod line and is not compiled", file.path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn complaints(files: &[(&str, &str)]) -> Complaints {
        let file = |(path, text): &(&str, &str)| File { path: (*path).to_owned(), text: (*text).to_owned() };
        check(&Tree::of(Path::new("/home/somebody/seawall"), files.iter().map(file).collect(), Vec::new()))
    }

    #[test]
    fn a_file_without_its_line_is_found() {
        let declared = [
            ("crates/a/src/lib.rs", "mod pod;\npub mod other;\n"),
            ("crates/a/src/pod.rs", "pub(crate) mod privileged;\n"),
            ("crates/a/src/pod/privileged.rs", ""),
            ("crates/a/src/other/mod.rs", ""),
        ];
        assert_eq!(complaints(&declared), Complaints::new());
        let forgotten = [declared.as_slice(), &[("crates/a/src/pod/forgotten.rs", "")]].concat();
        assert_eq!(complaints(&forgotten).len(), 1);
    }
}
