//! Exit codes (`docs/contract.md`).

use std::process::ExitCode;

use clap::Args;

/// The answer of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Yes, or nothing at or above what counts: 0.
    Yes,
    /// No: 1.
    No,
    /// Something that looks like input could not be judged: 3.
    Incomplete,
}

/// What to make of an incomplete answer.
#[derive(Args, Clone, Debug)]
pub(crate) struct IncompleteArguments {
    /// Exit 0 or 1, not 3, when something could not be read, parsed or rendered
    #[arg(long, help_heading = "Verdict")]
    pub allow_incomplete: bool,
}

impl Verdict {
    /// The answer, or that it is incomplete, which is stronger, unless the user allows it.
    pub fn or_incomplete(self, anything_missing: bool, arguments: &IncompleteArguments) -> Verdict {
        if anything_missing && !arguments.allow_incomplete { Verdict::Incomplete } else { self }
    }
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> ExitCode {
        match verdict {
            Verdict::Yes => ExitCode::SUCCESS,
            Verdict::No => ExitCode::from(1),
            Verdict::Incomplete => ExitCode::from(3),
        }
    }
}
