//! The recorded types are what `kube/types` reads in the sources of every minor.

use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

const SUITE: &str = "Types of fields in the sources of every minor";

const FILES: [&str; 3] = ["types-kinds.tsv", "types-fields.tsv", "types-enums.tsv"];

#[test]
fn the_record_is_of_this_program() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(program()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        file.extension().is_some_and(|extension| extension == "go") || file.ends_with("go.mod")
    });
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(std::fs::read(file).unwrap());
    }
    let hash: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    for name in FILES {
        let is_of_program = testkit::recorded(name).lines().any(|line| line == format!("# program {hash}"));
        assert!(is_of_program, "kube/types has changed since {name} was recorded: run kube/record.sh");
    }
}

/// Downloads the modules of nine minors the first time, so that it is part of the full run only.
#[test]
fn the_sources_say_what_is_recorded() {
    if std::env::var_os("SEAWALL_FULL").is_none_or(|value| value != "1")
        || testkit::kubernetes_left_out(SUITE)
    {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new("go").args(["run", "."]).arg(folder.path()).current_dir(program()).output();
    match run {
        Ok(output) if output.status.success() => {}
        Ok(output) => return testkit::not_run(SUITE, &String::from_utf8_lossy(&output.stderr)),
        Err(error) => return testkit::not_run(SUITE, &format!("go: {error}")),
    }
    for name in FILES {
        let said = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(said == testkit::recorded(name), "{name} is stale: run kube/record.sh");
    }
}

fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../kube/types")
}
