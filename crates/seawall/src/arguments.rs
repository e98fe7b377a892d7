//! The definition of the command line: parsing, help, completions and manual pages come from it.

use std::ffi::OsString;
use std::path::Path;

use clap::{CommandFactory, Parser, Subcommand};

use crate::command::{checks, complete, completion, explain, man, pss, scan};

const EXIT_CODES: &str = "\
Exit codes:
  0  the answer is yes: nothing at or above --fail-on, everything admitted
  1  the answer is no
  2  wrong usage or configuration
  3  incomplete: something that looks like input could not be read, parsed or
     rendered (--allow-incomplete turns it into the 0 or 1 it would otherwise be)

Documentation of a check: seawall explain POD001";

/// Finds what is wrong with Kubernetes manifests, where, how bad it is, and how to mend it
#[derive(Debug, Parser)]
#[command(name = "seawall", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands. Their own documentation is what help shows.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Scan(scan::Arguments),
    Pss(pss::Arguments),
    Explain(explain::Arguments),
    Checks(checks::Arguments),
    Completion(completion::Arguments),
    Man(man::Arguments),
    #[command(name = crate::completion::HIDDEN_COMMAND, hide = true)]
    Complete(complete::Arguments),
}

/// By which of its names the binary was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Invocation {
    /// `seawall`.
    Plain,
    /// `kubectl seawall`, by kubectl's plugin mechanism.
    KubectlPlugin,
    /// `kubectl_complete-seawall`, by which kubectl asks a plugin for completions.
    KubectlComplete,
}

impl Invocation {
    /// Tells by the first word of the command line.
    pub fn of(program: Option<&OsString>) -> Invocation {
        let name = program.and_then(|program| Path::new(program).file_stem());
        match name.and_then(|name| name.to_str()) {
            Some("kubectl-seawall") => Invocation::KubectlPlugin,
            Some("kubectl_complete-seawall") => Invocation::KubectlComplete,
            _ => Invocation::Plain,
        }
    }

    /// What users type to get here.
    pub fn program(self) -> &'static str {
        match self {
            Invocation::Plain => "seawall",
            Invocation::KubectlPlugin | Invocation::KubectlComplete => "kubectl seawall",
        }
    }
}

/// The definition, with usage lines that show what the user typed.
pub(crate) fn definition(invocation: Invocation) -> clap::Command {
    Arguments::command().bin_name(invocation.program())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_is_consistent() {
        definition(Invocation::Plain).debug_assert();
    }

    #[test]
    fn the_name_decides_what_usage_shows() {
        let usage = |name: &str| {
            let invocation = Invocation::of(Some(&name.into()));
            definition(invocation).render_usage().to_string()
        };
        assert!(usage("/usr/bin/seawall").contains("Usage: seawall <COMMAND>"));
        assert!(usage("/krew/kubectl-seawall.exe").contains("Usage: kubectl seawall <COMMAND>"));
    }
}
