//! Starting other programs.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::Failure;

/// Runs a command with its output on ours; an exit code other than 0 is a failure.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{}: {status}", words(command)))) }
}

/// Runs a command silently and returns its standard output; where it fails, the failure has the end of its standard
/// error.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = finish(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    let tail: Vec<&str> = stderr.lines().rev().take(15).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    Err(Failure::new(format!("{}: {}\n{}", words(command), output.status, tail.join("\n"))))
}

/// Runs a command to its end and returns all of it, whatever its exit code.
pub fn finish(command: &mut Command) -> Result<Output, Failure> {
    command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))
}

/// Whether a program of this name stands in the search path.
pub fn installed(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| is_program(&folder.join(program)))
}

/// Whether a path is a program on this system (on Windows also with `.exe`).
pub fn is_program(path: &Path) -> bool {
    path.is_file() || (cfg!(windows) && path.with_extension("exe").is_file())
}

fn words(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("{} could not be started: {error}", words(command)))
}

/// The cargo that runs this tool (its path stands in the environment), so that one toolchain does everything.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
