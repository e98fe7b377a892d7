//! What kubectl asks when the user presses Tab behind `kubectl seawall`.

use clap::Args;

use crate::arguments::{self, Invocation};
use crate::completion;
use crate::failure::Failure;
use crate::output;
use crate::verdict::Verdict;

/// Answer kubectl's question for completions
#[derive(Args, Clone, Debug)]
pub(crate) struct Arguments {
    /// The words so far; the last one is to be completed
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Prints candidates.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let mut definition = arguments::definition(Invocation::KubectlPlugin);
    definition.build();
    let lines = completion::answer(&definition, &arguments.words);
    output::write(None, |out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(Verdict::Yes)
}
