//! Python packages, each set in an environment of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Cache, Made, Step, require};
use crate::{Failure, process};

/// What validates JSON output against its schema.
pub(super) const VALIDATORS: Step =
    Step { name: "python: jsonschema", make: |cache| install(cache, "python", "jsonschema==4.26.0") };

/// The OpenAPI of each minor of Kubernetes.
pub(super) const SCHEMAS: Step = Step {
    name: "python: kubernetes-validate",
    make: |cache| install(cache, "kubernetes-validate", "kubernetes-validate==1.37.0"),
};

/// Checkov, by which the benchmark measures.
pub(super) const CHECKOV: Step =
    Step { name: "python: checkov", make: |cache| install(cache, "checkov", "checkov==3.3.30") };

/// The folder of an environment's programs.
pub(crate) fn programs(cache: &Cache, environment: &str) -> PathBuf {
    cache.root().join(environment).join(if cfg!(windows) { "Scripts" } else { "bin" })
}

fn install(cache: &Cache, environment: &str, package: &str) -> Result<Made, Failure> {
    let folder = cache.root().join(environment);
    let note = folder.join("installed");
    if fs::read_to_string(&note).is_ok_and(|text| text == package) {
        return Ok(Made::Before);
    }
    require("python3", "install Python 3 (on Debian: apt-get install python3 python3-venv)")?;
    process::output(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    let pip = programs(cache, environment).join("pip");
    process::output(Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check", package]))?;
    fs::write(&note, package).map_err(|error| Failure::new(format!("{}: {error}", note.display())))?;
    Ok(Made::Now)
}
