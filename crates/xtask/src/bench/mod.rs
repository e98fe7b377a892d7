//! `cargo xtask bench`: Seawall beside its peers, and the counts that gate regressions.

mod compare;
pub mod corpus;
mod gate;
mod measure;
mod peers;
mod valgrind;

use std::path::PathBuf;

use crate::{Failure, process, root};

/// The seed and the size of the corpus that everything is measured on: 10 MB, about 5,400 objects.
const SEED: u64 = 2026;
const BYTES: usize = 10_000_000;

/// What to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Seawall beside its peers, as a table for people.
    Compare,
    /// The counts of fixed workloads against the committed ones.
    Gate,
    /// The same, written to the committed file.
    Record,
    /// The corpus, written into a folder.
    Corpus(PathBuf),
}

impl Task {
    /// Reads the words behind `bench`.
    pub fn read(words: &[&str]) -> Result<Task, Failure> {
        match words {
            [] => Ok(Task::Compare),
            ["--gate"] => Ok(Task::Gate),
            ["--record"] => Ok(Task::Record),
            ["--corpus", folder] => Ok(Task::Corpus(PathBuf::from(folder))),
            _ => Err(Failure::usage(format!("bench has no option {}", words.join(" ")))),
        }
    }
}

/// Measures.
pub fn run(task: &Task) -> Result<(), Failure> {
    match task {
        Task::Compare => compare::run(),
        Task::Gate => gate::compare(),
        Task::Record => gate::record(),
        Task::Corpus(folder) => {
            let size = corpus::write(folder, SEED, BYTES)?;
            println!(
                "{} files, {} objects, {} bytes in {}",
                size.files,
                size.objects,
                size.bytes,
                folder.display()
            );
            Ok(())
        }
    }
}

/// A folder for a corpus, with a plain name: peers pass over folders that begin with a dot.
fn folder() -> Result<tempfile::TempDir, Failure> {
    tempfile::Builder::new()
        .prefix("seawall-bench-")
        .tempdir()
        .map_err(|error| Failure::new(error.to_string()))
}

/// Builds the binary as it is released and returns its path.
fn release_binary() -> Result<PathBuf, Failure> {
    process::run(
        process::cargo().args(["build", "--quiet", "--release", "--package", "seawall"]).current_dir(root()),
    )?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release").join(format!("seawall{}", std::env::consts::EXE_SUFFIX)))
}
