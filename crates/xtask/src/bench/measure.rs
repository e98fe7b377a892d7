//! What a command costs, as the kernel counts it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Failure, process};

/// The cost of one run, averaged over several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Seconds of all processors together, user and system.
    pub cpu: f64,
    /// Seconds that passed.
    pub wall: f64,
    /// The largest resident set, in MB (10⁶ bytes).
    pub peak: f64,
}

/// A loop, since the kernel's hundredths of a second are too coarse for one short run. Findings make the exit code 1.
const LOOP: &str = "out=$1; n=$2; shift 2; while [ $n -gt 0 ]; do \"$@\" >\"$out\" 2>/dev/null || [ $? -eq 1 ] || exit 9; n=$((n-1)); done";

/// Runs a command so many times; returns the average cost and what the last run wrote to standard output. Exit codes
/// other than 0 and 1 fail.
pub fn cost<I, S>(program: &Path, arguments: I, runs: u32) -> Result<(Cost, Vec<u8>), Failure>
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let failed = |error: std::io::Error| Failure::new(error.to_string());
    let folder = tempfile::tempdir().map_err(failed)?;
    let (report, out) = (folder.path().join("cost"), folder.path().join("out"));
    let mut command = Command::new("/usr/bin/time");
    command.args(["--format", "%U %S %e %M", "--output"]).arg(&report);
    command.args(["sh", "-c", LOOP, "sh"]).arg(&out).arg(runs.to_string()).arg(program).args(arguments);
    process::output(&mut command)?;
    let text = fs::read_to_string(&report).map_err(failed)?;
    let cost = read(&text, f64::from(runs)).ok_or_else(|| Failure::new(format!("time(1) wrote {text:?}")))?;
    Ok((cost, fs::read(&out).map_err(failed)?))
}

fn read(text: &str, runs: f64) -> Option<Cost> {
    let numbers: Vec<f64> =
        text.lines().last()?.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    let [user, system, wall, kibibytes] = numbers[..] else { return None };
    Some(Cost { cpu: (user + system) / runs, wall: wall / runs, peak: kibibytes * 1024.0 / 1e6 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_run_is_kept() {
        if !Path::new("/usr/bin/time").is_file() {
            testkit::not_run("costs of commands", "no /usr/bin/time");
            return;
        }
        let (_, output) =
            cost(Path::new("/bin/sh"), ["-c", "echo found; exit 1"], 2).expect("exit code 1 is fine");
        assert_eq!(output, b"found\n");
        assert!(cost(Path::new("/bin/sh"), ["-c", "exit 3"], 2).is_err());
    }

    #[test]
    fn the_cost_is_that_of_one_run() {
        let cost = read("Command exited with non-zero status 1\n1.00 0.50 2.00 2000\n", 10.0);
        assert_eq!(cost, Some(Cost { cpu: 0.15, wall: 0.2, peak: 2.048 }));
        assert_eq!(read("", 1.0), None);
    }
}
