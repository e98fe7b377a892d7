//! Packages of npm.

use std::fs;
use std::process::Command;

use super::{Cache, Made, Step, require};
use crate::{Failure, process};

/// What validates SARIF.
pub(super) const VALIDATORS: Step =
    Step { name: "npm: sarif-multitool", make: |cache| install(cache, "@microsoft/sarif-multitool@5.7.0") };

fn install(cache: &Cache, package: &str) -> Result<Made, Failure> {
    let folder = cache.root().join("node");
    let note = folder.join("installed");
    if fs::read_to_string(&note).is_ok_and(|text| text == package) {
        return Ok(Made::Before);
    }
    require("npm", "install Node.js (on Debian: apt-get install npm)")?;
    fs::create_dir_all(&folder).map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    let quiet = ["install", "--silent", "--no-audit", "--no-fund", "--no-save"];
    process::output(Command::new("npm").args(quiet).arg("--prefix").arg(&folder).arg(package))?;
    fs::write(&note, package).map_err(|error| Failure::new(format!("{}: {error}", note.display())))?;
    Ok(Made::Now)
}
