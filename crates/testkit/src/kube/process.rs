//! One program of the control plane.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Lines of a log that a failing test shows.
const SHOWN: usize = 30;

/// A running program. Killed by its pid when dropped; its standard input is a pipe that only this process holds and
/// whose end makes it end, so that it never outlives the test.
#[derive(Debug)]
pub(super) struct Process {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Process {
    pub(super) fn start(
        kube: &Path,
        dir: &Path,
        name: &'static str,
        flags: Vec<String>,
    ) -> Result<Process, String> {
        let log = dir.join(format!("{name}.log"));
        let failed = |error: std::io::Error| format!("{name}: {error}");
        let file = std::fs::File::create(&log).map_err(failed)?;
        let child = Command::new(kube)
            .arg(name)
            .args(flags)
            .env("SEAWALL_EXIT_ON_STDIN_EOF", "1")
            .stdin(Stdio::piped())
            .stdout(file.try_clone().map_err(failed)?)
            .stderr(file)
            .spawn()
            .map_err(failed)?;
        Ok(Process { name, child, log })
    }

    pub(super) fn name(&self) -> &'static str {
        self.name
    }

    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// The end of what it printed.
    pub(super) fn log(&self) -> String {
        let text = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(SHOWN)..].join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
