//! `seawall checks`.

use clap::Args;
use finding::Rule;
use report::ListFormat;

use crate::failure::Failure;
use crate::output::{self, Destination};
use crate::terminal::{self, Color};
use crate::verdict::Verdict;

/// List all checks
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:\n  seawall checks\n  seawall checks --select POD,IMG -o json")]
pub(crate) struct Arguments {
    /// Only these: ids, names or areas
    #[arg(long, value_name = "CHECK", value_delimiter = ',')]
    select: Vec<String>,

    /// Write text or json, to stdout or into a file (repeatable) [default: text]
    #[arg(short, long, value_name = "FORMAT[=FILE]", value_parser = Destination::<ListFormat>::parse)]
    output: Vec<Destination<ListFormat>>,

    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

/// Prints the rules that the words select.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let destinations = output::destinations(&arguments.output)?;
    let configuration = ::checks::Configuration { select: arguments.select.clone(), ..Default::default() };
    ::checks::validate(&configuration).map_err(|error| Failure::new(error.message))?;
    let rules: Vec<&Rule> =
        ::checks::rules().iter().copied().filter(|rule| configuration.selects(rule)).collect();
    for Destination { format, file } in &destinations {
        let style = match file {
            Some(_) => terminal::file_style(),
            None => terminal::stdout_style(arguments.color),
        };
        output::write(file.as_deref(), |out| report::write_checks(&rules, *format, &style, out))?;
    }
    Ok(Verdict::Yes)
}
