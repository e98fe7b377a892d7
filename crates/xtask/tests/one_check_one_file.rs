//! A check costs one file and one `mod` line: everything else is derived, and nothing unrelated changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use xtask::generate::{self, Mode};
use xtask::tidy::Tree;

/// The check that is taken as the pattern for a new one.
const PATTERN: &str = "crates/checks/src/pod/privileged.rs";

/// What changes besides the new check and its line: the registry, the list of all checks and the schema of the
/// configuration, all generated.
const DERIVED: [&str; 3] =
    ["crates/checks/src/generated.rs", "docs/checks/README.md", "docs/schema/configuration.json"];

/// What may change, too: the pages for users of the tools that the check names.
const PEERS: &str = "docs/crosswalk/";

fn copy(tree: &Tree, folder: &Path) {
    for file in tree.files() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(path, &file.text).expect("a copy");
    }
}

fn read(folder: &Path, into: &mut BTreeMap<String, String>, root: &Path) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(&path, into, root);
        } else {
            let name =
                path.strip_prefix(root).expect("a path below the root").to_string_lossy().replace('\\', "/");
            into.insert(name, fs::read_to_string(&path).expect("text"));
        }
    }
}

fn files(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    read(root, &mut files, root);
    files
}

#[test]
fn a_new_check_changes_nothing_but_itself_its_line_and_what_is_derived() {
    let tree = Tree::read(&xtask::root()).expect("a git checkout");
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    copy(&tree, root);
    generate::run(root, Mode::Write).expect("what is there can be derived from");
    let before = files(root);

    let pattern = &before[PATTERN];
    let check = pattern.replace("\"POD001\"", "\"POD999\"").replace("\"privileged-container\"", "\"dummy\"");
    assert_ne!(&check, pattern);
    fs::write(root.join("crates/checks/src/pod/dummy.rs"), check).expect("the check");
    let area = root.join("crates/checks/src/pod.rs");
    let modules = fs::read_to_string(&area).expect("the area");
    fs::write(&area, format!("{modules}pub(crate) mod dummy;\n")).expect("the line");
    generate::run(root, Mode::Write).expect("the new check can be derived from");

    let after = files(root);
    let changed =
        after.iter().filter(|(name, text)| before.get(*name) != Some(text)).map(|(name, _)| name.as_str());
    let removed = before.keys().filter(|name| !after.contains_key(*name)).map(String::as_str);
    let changed: Vec<&str> = changed.chain(removed).collect();
    let ours = ["crates/checks/src/pod.rs", "crates/checks/src/pod/dummy.rs", "docs/checks/POD999.md"];
    let related = |name: &str| ours.contains(&name) || DERIVED.contains(&name) || name.starts_with(PEERS);
    let unrelated: Vec<&&str> = changed.iter().filter(|name| !related(name)).collect();
    assert!(unrelated.is_empty(), "a new check changed {unrelated:?}");
    for name in ours.iter().chain(&DERIVED) {
        assert!(changed.contains(name), "a new check did not change {name}: it is not derived any more");
    }
}
