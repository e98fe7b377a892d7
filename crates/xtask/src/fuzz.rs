//! `cargo xtask fuzz [TARGET] [--seconds N]`: the long runs of cargo-fuzz. The corpora are also replayed on stable by
//! normal tests; this is never part of them.

use std::process::Command;

use crate::{Failure, process, root};

/// What to fuzz and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// One target, or all of them one after another.
    pub target: Option<String>,
    /// Seconds for each target.
    pub seconds: u64,
}

impl Options {
    /// Reads the words behind `fuzz`.
    pub fn read(words: &[&str]) -> Result<Options, Failure> {
        let mut options = Options { target: None, seconds: 60 };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--seconds" => {
                    let value = words.next().and_then(|value| value.parse().ok());
                    options.seconds = value.ok_or_else(|| Failure::usage("--seconds wants a number"))?;
                }
                flag if flag.starts_with('-') => {
                    return Err(Failure::usage(format!("fuzz has no option {flag}")));
                }
                target => options.target = Some(target.to_owned()),
            }
        }
        Ok(options)
    }
}

/// Fuzzes with an installed nightly, else with the pinned compiler told to accept unstable flags.
pub fn run(options: &Options) -> Result<(), Failure> {
    if process::output(process::cargo().args(["fuzz", "--version"])).is_err() {
        return Err(Failure::new("cargo-fuzz is not installed: cargo install cargo-fuzz --locked"));
    }
    let targets = match &options.target {
        Some(target) => vec![target.clone()],
        None => targets()?,
    };
    for target in targets {
        println!("fuzz {target} for {} s", options.seconds);
        process::run(cargo_fuzz().args([
            "run",
            &target,
            "--",
            &format!("-max_total_time={}", options.seconds),
        ]))?;
    }
    Ok(())
}

fn targets() -> Result<Vec<String>, Failure> {
    let list = process::output(cargo_fuzz().arg("list"))?;
    Ok(list.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
}

/// `cargo fuzz` by a toolchain that takes the sanitizer's flags.
fn cargo_fuzz() -> Command {
    let toolchains = process::output(Command::new("rustup").args(["toolchain", "list"])).unwrap_or_default();
    let mut command = Command::new("cargo");
    if toolchains.lines().any(|line| line.starts_with("nightly")) {
        // This process runs under the pinned toolchain and would hand it on.
        command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO").arg("+nightly");
    } else {
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    command.arg("fuzz").current_dir(root());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_in_any_order() {
        let wanted = Options { target: Some("document".to_owned()), seconds: 5 };
        assert_eq!(Options::read(&["document", "--seconds", "5"]).ok(), Some(wanted.clone()));
        assert_eq!(Options::read(&["--seconds", "5", "document"]).ok(), Some(wanted));
        assert!(Options::read(&["--seconds", "soon"]).is_err());
    }
}
