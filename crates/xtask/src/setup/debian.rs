//! System packages of Debian, installed only where this process may; elsewhere they are named.

use std::process::Command;

use super::{Cache, Made, Step};
use crate::{Failure, process};

/// Programs and the packages that bring them.
const PROGRAMS: [(&str, &str); 5] =
    [("fish", "fish"), ("mandoc", "mandoc"), ("time", "time"), ("valgrind", "valgrind"), ("zsh", "zsh")];

/// What reads completions and manual pages, and what measures.
pub(super) const PACKAGES: Step = Step { name: "system packages", make: install };

fn install(_: &Cache) -> Result<Made, Failure> {
    let missing: Vec<&str> = PROGRAMS
        .iter()
        .filter(|(program, _)| !process::installed(program))
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(Made::Before);
    }
    let by_hand = format!("apt-get install {}", missing.join(" "));
    if !process::installed("apt-get") || !is_root() {
        return Err(Failure::new(format!("install with your system's packages: {by_hand}")));
    }
    process::output(apt().arg("update"))?;
    process::output(apt().args(["install", "--yes", "--no-install-recommends"]).args(&missing))?;
    Ok(Made::Now)
}

fn apt() -> Command {
    let mut command = Command::new("apt-get");
    command.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
