//! Counts that do not depend on how busy the machine is.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Failure, process};

/// What one run of a workload costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Instructions executed (callgrind).
    pub instructions: u64,
    /// Blocks allocated on the heap (dhat).
    pub allocations: u64,
    /// Bytes on the heap when there were most (dhat).
    pub peak_bytes: u64,
}

/// The version, such as `3.19.0`.
pub fn version() -> Result<String, Failure> {
    let text = process::output(Command::new("valgrind").arg("--version"))
        .map_err(|_| Failure::new("valgrind is missing: cargo xtask setup, or apt-get install valgrind"))?;
    Ok(text.trim().trim_start_matches("valgrind-").to_owned())
}

/// Runs a program under valgrind twice, on one thread. Findings (exit code 1) are no failure.
pub fn count(program: &Path, arguments: &[&str], folder: &Path) -> Result<Counts, Failure> {
    let callgrind = log("callgrind", "--callgrind-out-file=/dev/null", program, arguments, folder)?;
    let dhat = log("dhat", "--dhat-out-file=/dev/null", program, arguments, folder)?;
    let missing = |what: &str| Failure::new(format!("valgrind did not say how many {what}"));
    Ok(Counts {
        instructions: number_after(&callgrind, "Collected :").ok_or_else(|| missing("instructions"))?,
        allocations: blocks(&dhat, "Total:").ok_or_else(|| missing("allocations"))?,
        peak_bytes: number_after(&dhat, "At t-gmax:").ok_or_else(|| missing("bytes"))?,
    })
}

fn log(tool: &str, out: &str, program: &Path, arguments: &[&str], folder: &Path) -> Result<String, Failure> {
    let file = folder.join(format!("{tool}.log"));
    let mut command = Command::new("valgrind");
    command.arg(format!("--tool={tool}")).arg(out).arg(format!("--log-file={}", file.display()));
    command.arg(program).args(arguments).env("RAYON_NUM_THREADS", "1").env("NO_COLOR", "1");
    let output = process::finish(&mut command)?;
    if !matches!(output.status.code(), Some(0 | 1)) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("{}: {}\n{stderr}", arguments.join(" "), output.status)));
    }
    fs::read_to_string(&file).map_err(|error| Failure::new(format!("{}: {error}", file.display())))
}

/// The number behind a word: `At t-gmax: 1,234 bytes in 5 blocks`.
fn number_after(log: &str, word: &str) -> Option<u64> {
    let rest = log.split(word).nth(1)?;
    rest.split_whitespace().next()?.replace(',', "").parse().ok()
}

/// The second number behind a word: `Total: 1,234 bytes in 5 blocks`.
fn blocks(log: &str, word: &str) -> Option<u64> {
    let rest = log.split(word).nth(1)?;
    rest.split_whitespace().nth(3)?.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_valgrind_are_read() {
        let log = "==1== Total:     12,345 bytes in 67 blocks\n==1== At t-gmax: 8,901 bytes in 23 blocks\n";
        assert_eq!(blocks(log, "Total:"), Some(67));
        assert_eq!(number_after(log, "At t-gmax:"), Some(8901));
        assert_eq!(number_after("==1== Collected : 4711\n", "Collected :"), Some(4711));
        assert_eq!(number_after("", "Collected :"), None);
    }
}
