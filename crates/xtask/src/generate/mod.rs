//! Derives files: from the checks their registry and the pages of `docs/checks`, from what was recorded of Kubernetes
//! the tables of `schema`.

mod pages;
mod reading;
mod registry;
mod schema;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

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
    files.insert(PathBuf::from("crates/checks/src/generated.rs"), registry::text(&checks));
    files.insert(PathBuf::from("crates/schema/src/generated.rs"), schema_tables(root)?);
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
    let read = |name: &str| {
        let file = root.join("kube/recorded").join(name);
        fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
    };
    let (resources, lifecycle) = (read("resources.tsv")?, read("lifecycle.tsv")?);
    let historic = read("lifecycle-historic.tsv")?;
    schema::text(&schema::Recorded { resources: &resources, lifecycle: &lifecycle, historic: &historic })
}

/// The files that are not as they should be, those that should not be there too.
fn stale(root: &Path, files: &BTreeMap<PathBuf, String>) -> Result<Vec<PathBuf>, String> {
    let is = |file: &Path| fs::read_to_string(root.join(file)).ok();
    let mut stale: Vec<PathBuf> = files
        .iter()
        .filter(|(file, text)| is(file).as_ref() != Some(text))
        .map(|(file, _)| file.clone())
        .collect();
    stale.extend(reading::files(&root.join(pages::FOLDER), "md").into_iter().filter_map(|file| {
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
