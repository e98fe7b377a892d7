//! `seawall explain`.

use clap::Args;

use crate::failure::Failure;
use crate::output;
use crate::terminal::{self, Color};
use crate::verdict::Verdict;

/// Explain a check: what it does, why that is bad, how safe the fix is
#[derive(Args, Clone, Debug)]
#[command(after_help = "Example: seawall explain POD001")]
pub(crate) struct Arguments {
    /// The id or name of a check
    #[arg(value_name = "ID")]
    check: String,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

/// Prints the documentation of one check.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let word = &arguments.check;
    let rule = ::checks::rule(word).or_else(|| ::checks::rule(&word.to_ascii_uppercase()));
    let rule = rule.ok_or_else(|| {
        Failure::new(format!("there is no check `{word}`; `seawall checks` lists those there are"))
    })?;
    let style = terminal::stdout_style(arguments.color);
    output::write(None, |out| report::write_explain(rule, ::checks::documentation(rule), &style, out))?;
    Ok(Verdict::Yes)
}
