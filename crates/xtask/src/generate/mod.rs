//! Derives files: from the checks their registry and the pages of `docs/checks` and `docs/crosswalk`, from what was
//! recorded of Kubernetes the tables of `schema`.

mod baselines;
mod components;
mod configuration;
mod crosswalk;
mod pages;
pub(crate) mod parameters;
pub(crate) mod reading;
mod recorded;
mod registry;
mod roles;
mod schema;
mod types;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::crosswalk::Crosswalk;

/// What to do with what is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write it.
    Write,
    /// Compare it with what is there; a difference is an error that names the files.
    Check,
}

/// Derives everything.
pub fn run(root: &Path, mode: Mode) -> Result<(), String> {
    let checks = reading::all(root)?;
    let mut files = pages::all(&checks);
    files.extend(crosswalk::all(&checks, &Crosswalk::of(&checks, root)));
    files.insert(PathBuf::from("crates/checks/src/generated.rs"), registry::text(&checks));
    files.insert(PathBuf::from(configuration::FILE), configuration::text(&checks));
    files.insert(PathBuf::from("crates/schema/src/generated.rs"), schema_tables(root)?);
    files.insert(PathBuf::from("crates/schema/src/types/table.rs"), type_table(root)?);
    files.insert(PathBuf::from(components::FILE), components::text(root)?);
    files.insert(PathBuf::from(roles::FILE), roles::text(root)?);
    files.insert(PathBuf::from(baselines::FILE), baselines::text(root)?);
    let stale = stale(root, &files)?;
    match mode {
        Mode::Write => stale.into_iter().try_for_each(|file| write(&root.join(&file), files.get(&file))),
        Mode::Check if stale.is_empty() => Ok(()),
        Mode::Check => {
            let names: Vec<String> = stale.iter().map(|file| file.display().to_string()).collect();
            Err(format!("generated files are out of date; run `cargo xtask gen`: {}", names.join(", ")))
        }
    }
}

/// The tables of `schema`, from what was recorded.
fn schema_tables(root: &Path) -> Result<String, String> {
    let (resources, lifecycle) = (recording(root, "resources.tsv")?, recording(root, "lifecycle.tsv")?);
    let historic = recording(root, "lifecycle-historic.tsv")?;
    schema::text(&schema::Recorded { resources: &resources, lifecycle: &lifecycle, historic: &historic })
}

/// The table of field types, from what was recorded.
fn type_table(root: &Path) -> Result<String, String> {
    let (kinds, fields) = (recording(root, "types-kinds.tsv")?, recording(root, "types-fields.tsv")?);
    let (enums, enforced) = (recording(root, "types-enums.tsv")?, recording(root, "types-enforced.tsv")?);
    types::text(&types::Recorded { kinds: &kinds, fields: &fields, enums: &enums, enforced: &enforced })
}

fn recording(root: &Path, name: &str) -> Result<String, String> {
    let file = root.join("kube/recorded").join(name);
    fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
}

/// The files that are not as they should be, those that should not be there too.
fn stale(root: &Path, files: &BTreeMap<PathBuf, String>) -> Result<Vec<PathBuf>, String> {
    let is = |file: &Path| fs::read_to_string(root.join(file)).ok();
    let mut stale: Vec<PathBuf> = files
        .iter()
        .filter(|(file, text)| is(file).as_ref() != Some(text))
        .map(|(file, _)| file.clone())
        .collect();
    let pages = [pages::FOLDER, crosswalk::FOLDER].map(|folder| reading::files(&root.join(folder), "md"));
    stale.extend(pages.into_iter().flatten().filter_map(|file| {
        let file = file.strip_prefix(root).ok()?.to_path_buf();
        (!files.contains_key(&file)).then_some(file)
    }));
    stale.sort();
    Ok(stale)
}

/// Writes a file; without a text, removes it.
fn write(file: &Path, text: Option<&String>) -> Result<(), String> {
    let done = match text {
        Some(text) => fs::create_dir_all(file.parent().unwrap_or(file)).and_then(|()| fs::write(file, text)),
        None => fs::remove_file(file),
    };
    done.map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{Mode, reading, run};

    const CHECK: &str = r#"//! ## What it does
//! Nothing.

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD998",
        name: "dummy",
        title: "A dummy",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[pss_baseline("A control"), cis("1.1.1")],
        peers: &[kube_linter("one"), trivy("KSV-0001"), trivy("KSV-0002")],
    },
    parameters: &[],
};
"#;

    /// Every file below a folder and its text.
    fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
        let all =
            ["rs", "md", "tsv", "json"].into_iter().flat_map(|extension| reading::files(folder, extension));
        all.map(|file| (file.strip_prefix(folder).unwrap().to_path_buf(), fs::read_to_string(&file).unwrap()))
            .collect()
    }

    /// A copy of what files are derived from, and of them.
    fn copy() -> tempfile::TempDir {
        let copy = tempfile::tempdir().unwrap();
        for folder in
            ["crates/checks/src", "crates/checks/crosswalk", "docs/checks", "docs/crosswalk", "kube/recorded"]
        {
            for (file, text) in files(&crate::root().join(folder)) {
                let file = copy.path().join(folder).join(file);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, text).unwrap();
            }
        }
        run(copy.path(), Mode::Write).unwrap();
        copy
    }

    #[test]
    fn a_check_costs_one_file_and_one_line() {
        let tree = copy();
        let before = files(tree.path());
        fs::write(tree.path().join("crates/checks/src/pod/dummy.rs"), CHECK).unwrap();
        run(tree.path(), Mode::Write).unwrap();
        let after = files(tree.path());

        let changed: Vec<&str> = after
            .iter()
            .filter(|(file, text)| before.get(*file) != Some(text))
            .map(|(file, _)| file.to_str().unwrap())
            .collect();
        let expected = [
            "crates/checks/src/generated.rs",
            "crates/checks/src/pod/dummy.rs",
            "docs/checks/POD998.md",
            "docs/checks/README.md",
            "docs/crosswalk/kube-linter.md",
            "docs/crosswalk/trivy.md",
            "docs/schema/configuration.json",
        ];
        assert_eq!(changed, expected);
        for file in ["crates/checks/src/generated.rs", "docs/checks/README.md"] {
            let (before, after) = (&before[Path::new(file)], &after[Path::new(file)]);
            let mut kept = after.lines();
            assert!(before.lines().all(|line| kept.any(|other| other == line)), "{file} only grows");
        }
        let page = &after[Path::new("docs/checks/POD998.md")];
        for expected in [
            "`dummy` · severity low · fix needs-evidence",
            "- cis-1.12: 1.1.1",
            "- trivy: KSV-0001, KSV-0002",
        ] {
            assert!(page.contains(expected), "{expected:?} in\n{page}");
        }
        assert_eq!(run(tree.path(), Mode::Check), Ok(()));
    }

    #[test]
    fn what_is_stale_or_left_over_is_named() {
        let tree = copy();
        fs::write(tree.path().join("docs/checks/POD001.md"), "old").unwrap();
        fs::write(tree.path().join("docs/checks/POD997.md"), "left over").unwrap();
        let problem = run(tree.path(), Mode::Check).expect_err("stale");
        assert!(problem.ends_with(": docs/checks/POD001.md, docs/checks/POD997.md"), "{problem}");
        run(tree.path(), Mode::Write).unwrap();
        assert!(!tree.path().join("docs/checks/POD997.md").exists());
    }

    #[test]
    fn a_check_that_cannot_be_read_is_named_with_what_is_missing() {
        let tree = copy();
        let file = tree.path().join("crates/checks/src/pod/dummy.rs");
        fs::write(&file, CHECK.replace("title:", "titel:")).unwrap();
        let problem = run(tree.path(), Mode::Check).expect_err("unreadable");
        assert!(problem.contains("dummy.rs") && problem.contains("`title`"), "{problem}");
    }
}
