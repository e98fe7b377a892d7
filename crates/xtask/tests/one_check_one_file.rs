//! A check costs one file and one `mod` line: everything else is derived, and nothing unrelated changes. One check of each
//! shape is added to a copy of the tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use xtask::generate::{self, Mode};
use xtask::tidy::Tree;

/// A new check, of one of the shapes.
struct Shape {
    area: &'static str,
    id: &'static str,
    module: &'static str,
    /// What its judgement needs.
    uses: &'static str,
    judge: &'static str,
}

const SHAPES: [Shape; 3] = [
    Shape {
        area: "namespace",
        id: "NSP999",
        module: "dummy_object",
        uses: "use model::Object;\n\nuse crate::check::{Check, Judge, Visits};\nuse crate::context::EVERYWHERE;\nuse crate::sink::Sink;\n",
        judge: r#"Judge::Object(Visits::Kinds(&[("", "Pod")]), judge),
};

fn judge<'a>(pod: &'a Object, sink: &mut Sink<'a>) {
    if pod.name() == "found-by-the-dummy" {
        sink.at(pod.root()).say(Message::fixed("found"));
    }
}
"#,
    },
    Shape {
        area: "operations",
        id: "OPS999",
        module: "dummy_pod",
        uses: "use model::PodView;\n\nuse crate::check::{Check, Judge};\nuse crate::context::EVERYWHERE;\nuse crate::sink::Sink;\n",
        judge: r#"Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    if pod.object().name() == "found-by-the-dummy" {
        sink.at(pod.spec()).say(Message::fixed("found"));
    }
}
"#,
    },
    Shape {
        area: "reference",
        id: "REF999",
        module: "dummy_inventory",
        uses: "use model::Inventory;\n\nuse crate::check::{Check, Judge};\nuse crate::context::EVERYWHERE;\nuse crate::sink::Sinks;\n",
        judge: r#"Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for pod in inventory.of_kind("", "Pod").filter(|pod| pod.name() == "found-by-the-dummy") {
        sinks.of(pod).at(pod.root()).say(Message::fixed("found"));
    }
}
"#,
    },
];

/// What changes besides the new checks and their lines: the registry, the list of all checks and the schema of the
/// configuration, which names them; all are generated.
const DERIVED: [&str; 3] =
    ["crates/checks/src/generated.rs", "docs/checks/README.md", "docs/schema/configuration.json"];

impl Shape {
    fn source(&self) -> String {
        let Shape { id, module, uses, judge, .. } = self;
        let name = module.replace('_', "-");
        format!(
            r#"//! ## What it does
//! Nothing but this.
//!
//! ## Why is this bad
//! It is not.
//!
//! ## Fix safety
//! There is no fix.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {{name: found-by-the-dummy}}
//! spec: {{containers: [{{name: a, image: "a:1"}}]}}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {{name: other}}
//! spec: {{containers: [{{name: a, image: "a:1"}}]}}
//! ```

use finding::{{Message, Rule, Severity}};
{uses}
pub(crate) static CHECK: Check = Check {{
    rule: Rule {{
        id: "{id}",
        name: "{name}",
        title: "A dummy",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    }},
    parameters: &[],
    context: EVERYWHERE,
    judge: {judge}"#
        )
    }

    /// The files that it costs: two by hand, and its page.
    fn files(&self) -> [String; 3] {
        let Shape { area, id, module, .. } = self;
        [
            format!("crates/checks/src/{area}.rs"),
            format!("crates/checks/src/{area}/{module}.rs"),
            format!("docs/checks/{id}.md"),
        ]
    }

    fn add(&self, root: &Path) {
        let [area, file, _] = self.files();
        fs::write(root.join(file), self.source()).expect("the check");
        let modules = fs::read_to_string(root.join(&area)).expect("the area");
        let line = format!("pub(crate) mod {};\n", self.module);
        fs::write(root.join(area), modules + &line).expect("the line");
    }
}

fn copy(tree: &Tree, folder: &Path) {
    for file in tree.files() {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder");
        fs::copy(tree.root().join(&file.path), path).expect("a copy");
    }
}

fn read(folder: &Path, into: &mut BTreeMap<String, Vec<u8>>, root: &Path) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            read(&path, into, root);
        } else {
            let name =
                path.strip_prefix(root).expect("a path below the root").to_string_lossy().replace('\\', "/");
            into.insert(name, fs::read(&path).expect("a file"));
        }
    }
}

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
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
    SHAPES.iter().for_each(|shape| shape.add(root));
    generate::run(root, Mode::Write).expect("the new checks can be derived from");

    let after = files(root);
    let changed =
        after.iter().filter(|(name, text)| before.get(*name) != Some(text)).map(|(name, _)| name.as_str());
    let removed = before.keys().filter(|name| !after.contains_key(*name)).map(String::as_str);
    let changed: Vec<&str> = changed.chain(removed).collect();
    let own: Vec<String> = SHAPES.iter().flat_map(Shape::files).collect();
    let mut expected: Vec<&str> = own.iter().map(String::as_str).chain(DERIVED).collect();
    expected.sort_unstable();
    assert_eq!(changed, expected, "what new checks change");
    if std::env::var_os("SEAWALL_FULL").is_some_and(|value| value == "1") {
        assert_recorded_output_stays(root);
    }
}

/// Builds the copy and replays its recorded output, which must be as it was; the new checks' own examples must hold.
fn assert_recorded_output_stays(root: &Path) {
    let target = testkit::cache().expect("a cache folder").join("one-check");
    let tests =
        ["test", "--quiet", "-p", "seawall", "-p", "checks", "--test", "console", "--test", "examples"];
    let status = Command::new(env!("CARGO"))
        .args(tests)
        .env("CARGO_TARGET_DIR", target)
        .current_dir(root)
        .status()
        .expect("cargo runs");
    assert!(status.success(), "three checks that find nothing change the recorded output, or do not compile");
}

/// A number of checks in recorded output would change with each new one.
#[test]
fn no_recorded_output_counts_the_checks() {
    let tree = Tree::read(&xtask::root()).expect("a git checkout");
    let list = &tree.file("docs/checks/README.md").expect("the list of all checks").text;
    let count = list.lines().filter(|line| line.starts_with("| [")).count();
    let counts = ["checks", "rules"].map(|what| format!("{count} {what}"));
    let recorded =
        tree.files().iter().filter(|file| file.path == "README.md" || file.path.starts_with("docs/"));
    for file in recorded {
        for text in &counts {
            assert!(
                !file.text.contains(text),
                "{} says `{text}`: it changes with every new check",
                file.path
            );
        }
    }
}
