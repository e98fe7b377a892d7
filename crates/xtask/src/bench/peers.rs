//! The tools that are measured: how each is started on a corpus, and what it says it found.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::setup::{self, Cache};
use crate::{Failure, process};

/// A tool, ready to be run on a corpus.
pub struct Tool {
    /// Its name and version.
    pub name: String,
    /// The program.
    pub program: PathBuf,
    /// Its arguments for the corpus.
    pub arguments: Vec<OsString>,
    /// How often it runs for one measurement.
    pub runs: u32,
    /// How many checks it has for Kubernetes.
    pub checks: usize,
    /// The form of its output.
    pub output: &'static str,
    /// The threads it uses.
    pub threads: String,
    /// Counts the findings in its output.
    pub count: fn(&Value) -> usize,
}

impl Tool {
    /// Counts the findings in what it wrote.
    pub fn findings(&self, output: &[u8]) -> Result<usize, Failure> {
        let json = serde_json::from_slice(output);
        let json =
            json.map_err(|error| Failure::new(format!("{} did not write JSON: {error}", self.name)))?;
        match (self.count)(&json) {
            0 => Err(Failure::new(format!("{} found nothing: it did not read the corpus", self.name))),
            findings => Ok(findings),
        }
    }
}

/// Seawall as it was just built.
pub fn seawall(binary: &Path, corpus: &Path) -> Result<Tool, Failure> {
    let version = process::output(Command::new(binary).arg("--version"))?;
    let checks = process::output(Command::new(binary).args(["checks", "-o", "json"]))?;
    let checks: Value = serde_json::from_str(&checks).map_err(|error| Failure::new(error.to_string()))?;
    Ok(Tool {
        name: version.trim().to_owned(),
        program: binary.to_path_buf(),
        arguments: vec!["scan".into(), "-o".into(), "json".into(), corpus.into()],
        runs: 10,
        checks: checks["checks"].as_array().map_or(0, Vec::len),
        output: "json",
        threads: std::thread::available_parallelism().map_or(1, usize::from).to_string(),
        count: |json| json["findings"].as_array().map_or(0, Vec::len),
    })
}

/// kube-score, with the files named one by one, as it wants them.
pub fn kube_score(cache: &Cache, corpus: &Path) -> Result<Tool, Failure> {
    setup::kube_score(cache)?;
    let program = cache.program("kube-score");
    let list = process::output(Command::new(&program).arg("list"))?;
    let mut arguments: Vec<OsString> =
        ["score", "--output-format", "json"].iter().map(OsString::from).collect();
    arguments.extend(files(corpus)?);
    Ok(Tool {
        name: "kube-score 1.20.0".to_owned(),
        program,
        arguments,
        runs: 3,
        checks: list.lines().filter(|line| !line.trim().is_empty()).count(),
        output: "json",
        threads: "Go's".to_owned(),
        count: kube_score_findings,
    })
}

/// Checkov, without its calls home.
pub fn checkov(cache: &Cache, corpus: &Path) -> Result<Tool, Failure> {
    setup::checkov(cache)?;
    let program = setup::python_programs(cache, "checkov").join("checkov");
    let version = process::output(Command::new(&program).arg("--version"))?;
    let list = process::output(Command::new(&program).args(["--list", "--framework", "kubernetes"]))?;
    let mut ids: Vec<&str> = list.split('|').map(str::trim).filter(|cell| cell.starts_with("CKV")).collect();
    ids.sort_unstable();
    ids.dedup();
    let words =
        ["--framework", "kubernetes", "--skip-download", "--compact", "--output", "json", "--directory"];
    let mut arguments: Vec<OsString> = words.iter().map(OsString::from).collect();
    arguments.push(corpus.into());
    Ok(Tool {
        name: format!("checkov {}", version.trim()),
        program,
        arguments,
        runs: 1,
        checks: ids.len(),
        output: "json",
        threads: "its own".to_owned(),
        count: |json| json["summary"]["failed"].as_u64().unwrap_or_default() as usize,
    })
}

/// Checks that did not reach the full grade.
fn kube_score_findings(json: &Value) -> usize {
    let objects = json.as_array().into_iter().flatten();
    let checks = objects.flat_map(|object| object["checks"].as_array().into_iter().flatten());
    checks
        .filter(|check| check["skipped"] != true && check["grade"].as_u64().is_some_and(|grade| grade < 10))
        .count()
}

fn files(folder: &Path) -> Result<Vec<OsString>, Failure> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    let mut files: Vec<OsString> = entries.flatten().map(|entry| entry.path().into_os_string()).collect();
    files.sort();
    Ok(files)
}
