//! `cargo xtask test`: everything that must hold, and closing lines that say what was and what was not looked at.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::{Failure, bench, process, root, setup};

/// What to run, and how strictly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// A suite that cannot run is a failure.
    pub require_all: bool,
    /// The suites that need a real Kubernetes are left out.
    pub no_kube: bool,
    /// Differential tests take their long samples.
    pub full: bool,
    /// The counts of `bench/gates.toml` are compared too.
    pub gate: bool,
}

/// What has been counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests and steps that passed.
    pub passed: u64,
    /// Tests and steps that failed.
    pub failed: u64,
    /// Tests that were not run.
    pub skipped: u64,
}

impl Options {
    /// Reads the words behind `test`.
    pub fn read(words: &[&str]) -> Result<Options, Failure> {
        let mut options = Options::default();
        for word in words {
            match *word {
                "--require-all" => options.require_all = true,
                "--no-kube" => options.no_kube = true,
                "--full" => options.full = true,
                "--gate" => options.gate = true,
                other => return Err(Failure::usage(format!("test has no option {other}"))),
            }
        }
        if options.require_all && options.no_kube {
            return Err(Failure::usage("--require-all and --no-kube contradict each other"));
        }
        Ok(options)
    }

    /// The environment by which the suites learn of the options (`testkit::not_run`).
    fn environment(self, not_run: &Path) -> Vec<(&'static str, PathBuf)> {
        let mut variables = vec![("SEAWALL_NOT_RUN", not_run.to_path_buf())];
        let switches = [
            ("SEAWALL_REQUIRE_ALL", self.require_all),
            ("SEAWALL_NO_KUBE", self.no_kube),
            ("SEAWALL_FULL", self.full),
        ];
        variables.extend(switches.iter().filter(|(_, on)| *on).map(|(name, _)| (*name, PathBuf::from("1"))));
        variables
    }
}

/// Sets up, runs the steps one after another, and ends with the line `N passed, N failed, N skipped`.
pub fn run(options: &Options) -> Result<(), Failure> {
    let kubernetes = if options.no_kube { setup::Kubernetes::LeftOut } else { setup::Kubernetes::Included };
    let unprepared = setup::run(kubernetes).err();

    let mut counts = Counts::default();
    counts.step("format", || cargo(&["fmt", "--all", "--check"]));
    let lints = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    counts.step("lints", || cargo(&lints));
    let not_run = suites(*options, &mut counts)?;
    if options.gate {
        counts.step("counts", || bench::run(&bench::Task::Gate));
    }

    println!();
    if let Some(failure) = unprepared {
        println!("{failure}");
    }
    for line in &not_run {
        println!("NOT RUN: {line}");
    }
    if options.no_kube {
        println!(
            "NO REAL KUBERNETES: --no-kube left out every test against a control plane and its own code."
        );
    }
    counts.skipped += not_run.len() as u64;
    println!("{counts}");
    if counts.failed > 0 { Err(Failure::new("the tests failed")) } else { Ok(()) }
}

/// Runs every test of the workspace; returns the suites that could not run, as they said it.
fn suites(options: Options, counts: &mut Counts) -> Result<BTreeSet<String>, Failure> {
    let folder = tempfile::tempdir().map_err(|error| Failure::new(error.to_string()))?;
    let not_run = folder.path().join("not-run");
    println!("tests");
    let mut child = process::cargo()
        .args(["test", "--workspace", "--no-fail-fast"])
        .envs(options.environment(&not_run))
        .env("PATH", setup::Cache::find()?.search_path())
        .current_dir(root())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| Failure::new(format!("cargo could not be started: {error}")))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines().map_while(Result::ok) {
            println!("{line}");
            counts.add(Counts::of_result_line(&line).unwrap_or_default());
        }
    }
    let status = child.wait().map_err(|error| Failure::new(error.to_string()))?;
    if !status.success() && counts.failed == 0 {
        // It did not even compile.
        counts.failed += 1;
    }
    let lines = fs::read_to_string(&not_run).unwrap_or_default();
    Ok(lines.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect())
}

impl Counts {
    /// Reads cargo's `test result: ok. 3 passed; 0 failed; 1 ignored; …`; `None` for any other line.
    pub fn of_result_line(line: &str) -> Option<Counts> {
        let result = line.strip_prefix("test result: ")?;
        let count = |word: &str| {
            let before = &result[..result.find(word)?];
            before.split_whitespace().next_back()?.parse().ok()
        };
        Some(Counts { passed: count("passed")?, failed: count("failed")?, skipped: count("ignored")? })
    }

    fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }

    fn step(&mut self, name: &str, run: impl FnOnce() -> Result<(), Failure>) {
        println!("{name}");
        match run() {
            Ok(()) => self.passed += 1,
            Err(failure) => {
                println!("{failure}");
                self.failed += 1;
            }
        }
    }
}

fn cargo(arguments: &[&str]) -> Result<(), Failure> {
    process::run(process::cargo().args(arguments).current_dir(root()))
}

impl std::fmt::Display for Counts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_summed() {
        let line = "test result: FAILED. 12 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.1s";
        assert_eq!(Counts::of_result_line(line), Some(Counts { passed: 12, failed: 2, skipped: 1 }));
        assert_eq!(Counts::of_result_line("test reader::passed ... ok"), None);
    }

    #[test]
    fn options_that_contradict_are_refused() {
        assert!(Options::read(&["--require-all", "--no-kube"]).is_err());
        assert!(Options::read(&["--requireall"]).is_err());
        assert!(Options::read(&["--full"]).is_ok_and(|options| options.full));
    }
}
