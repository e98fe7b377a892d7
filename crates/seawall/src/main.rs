//! The command line: one definition ([`arguments`]) that parsing, help, completions and manual pages come from, one
//! module per command, and no judgement of its own.
//!
//! ```text
//! arguments + seawall.toml ─► load ─► checks / podsecurity ─► report ─► stdout, files ─► exit code
//! ```

mod arguments;
mod command;
mod completion;
mod configuration;
mod date;
mod failure;
mod input;
mod message;
mod output;
mod terminal;
mod threads;
mod verdict;

use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::ExitCode;

use clap::FromArgMatches;

use arguments::{Arguments, Command, Invocation};
use failure::Failure;
use verdict::Verdict;

fn main() -> ExitCode {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    let invocation = Invocation::of(words.first());
    if invocation == Invocation::KubectlComplete {
        words.insert(1, completion::HIDDEN_COMMAND.into());
    }
    let arguments = arguments::definition(invocation)
        .try_get_matches_from(words)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    match arguments {
        Ok(arguments) => finish(run(arguments.command)),
        Err(error) => explain(&error),
    }
}

/// Help and version go to stdout with 0, misuse to stderr with 2; a closed pipe is nobody's error.
fn explain(error: &clap::Error) -> ExitCode {
    match error.print() {
        _ if error.use_stderr() => ExitCode::from(failure::USAGE),
        Err(problem) if problem.kind() != ErrorKind::BrokenPipe => {
            finish(Err(Failure::new(format!("cannot write to stdout: {}", load::reason(&problem)))))
        }
        _ => ExitCode::SUCCESS,
    }
}

fn run(command: Command) -> Result<Verdict, Failure> {
    match command {
        Command::Scan(arguments) => command::scan::run(&arguments),
        Command::Pss(arguments) => command::pss::run(&arguments),
        Command::Explain(arguments) => command::explain::run(&arguments),
        Command::Checks(arguments) => command::checks::run(&arguments),
        Command::Completion(arguments) => command::completion::run(&arguments),
        Command::Man(arguments) => command::man::run(&arguments),
        Command::Complete(arguments) => command::complete::run(&arguments),
    }
}

fn finish(result: Result<Verdict, Failure>) -> ExitCode {
    match result {
        Ok(verdict) => verdict.into(),
        Err(failure) => {
            message::error(&failure);
            ExitCode::from(failure::USAGE)
        }
    }
}
