//! `cargo xtask setup`: everything the tests need that is not in the tree, made once and kept in the cache.

mod cache;
mod debian;
mod golang;
mod kubernetes;
mod node;
mod python;

pub use cache::Cache;
pub(crate) use python::programs as python_programs;

use std::thread;

use crate::{Failure, process};

/// Whether the real control plane and its own code are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kubernetes {
    /// Built from source once (minutes), then cached.
    Included,
    /// Left out: `--no-kube`.
    LeftOut,
}

/// How a step ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    /// It was there already.
    Before,
    /// It has been made or installed.
    Now,
}

/// One thing that the tests need.
struct Step {
    name: &'static str,
    make: fn(&Cache) -> Result<Made, Failure>,
}

/// Makes what is missing; the failure names each thing that could not be made and what to do. Nothing is made twice.
pub fn run(kubernetes: Kubernetes) -> Result<(), Failure> {
    let cache = Cache::find()?;
    std::fs::create_dir_all(cache.bin())
        .map_err(|error| Failure::new(format!("{}: {error}", cache.bin().display())))?;
    println!("setup in {}", cache.root().display());

    // Compilers take all processors, so they go one after another; beside them go those that wait for the network.
    let mut compilers = vec![golang::HELM, golang::KUSTOMIZE];
    if kubernetes == Kubernetes::Included {
        compilers.extend([kubernetes::ORACLES, kubernetes::CLUSTER, kubernetes::AUTHORIZATION]);
    }
    let lanes = [compilers, vec![debian::PACKAGES, python::VALIDATORS, python::SCHEMAS, node::VALIDATORS]];
    let failures: Vec<String> = thread::scope(|scope| {
        let running: Vec<_> = lanes.iter().map(|lane| scope.spawn(|| run_lane(lane, &cache))).collect();
        running.into_iter().flat_map(|lane| lane.join().unwrap_or_default()).collect()
    });
    if failures.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("not set up: {}", failures.join("\n"))))
    }
}

/// Runs steps one after another; returns what failed, in words.
fn run_lane(lane: &[Step], cache: &Cache) -> Vec<String> {
    let failed = |step: &Step| Some(format!("{}: {}", step.name, step.run(cache).err()?));
    lane.iter().filter_map(failed).collect()
}

/// kube-score, for the benchmark only.
pub(crate) fn kube_score(cache: &Cache) -> Result<(), Failure> {
    golang::KUBE_SCORE.run(cache)
}

/// Checkov, for the benchmark only.
pub(crate) fn checkov(cache: &Cache) -> Result<(), Failure> {
    python::CHECKOV.run(cache)
}

impl Step {
    fn run(&self, cache: &Cache) -> Result<(), Failure> {
        match (self.make)(cache) {
            Ok(Made::Before) => println!("  {}: ready", self.name),
            Ok(Made::Now) => println!("  {}: made", self.name),
            Err(failure) => {
                println!("  {}: MISSING: {failure}", self.name);
                return Err(failure);
            }
        }
        Ok(())
    }
}

/// A failure that says what to install, unless the program is there.
fn require(program: &str, install: &str) -> Result<(), Failure> {
    if process::installed(program) {
        Ok(())
    } else {
        Err(Failure::new(format!("{program} is missing: {install}")))
    }
}
