//! `seawall man`.

use std::path::{Path, PathBuf};

use clap::Args;
use clap_mangen::Man;

use crate::arguments::{self, Invocation};
use crate::failure::Failure;
use crate::output;
use crate::verdict::Verdict;

/// Print manual pages
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Examples:\n  seawall man | man -l -\n  seawall man scan\n  seawall man --folder /usr/local/share/man/man1"
)]
pub(crate) struct Arguments {
    /// The command whose page is printed [default: the page of seawall itself]
    #[arg(value_name = "COMMAND")]
    command: Option<String>,

    /// Write the pages of all commands into this folder, as seawall.1, seawall-scan.1, ...
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    folder: Option<PathBuf>,
}

/// Prints one page, or writes all.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let mut definition = arguments::definition(Invocation::Plain);
    definition.build();
    let visible: Vec<&clap::Command> =
        definition.get_subcommands().filter(|command| has_page(command)).collect();
    match (&arguments.folder, &arguments.command) {
        (Some(folder), _) => {
            write(&definition, Some(folder))?;
            visible.iter().try_for_each(|command| write(command, Some(folder)))?;
        }
        (None, Some(word)) => {
            let command = visible.into_iter().find(|command| command.get_name() == word);
            let command = command.ok_or_else(|| Failure::new(format!("there is no command `{word}`")))?;
            write(command, None)?;
        }
        (None, None) => write(&definition, None)?,
    }
    Ok(Verdict::Yes)
}

/// Writes a page to stdout, or as `seawall-scan.1` into a folder.
fn write(command: &clap::Command, folder: Option<&PathBuf>) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let version = concat!("seawall ", env!("CARGO_PKG_VERSION"));
    let page = Man::new(command.clone()).title(name.to_uppercase()).source(version).manual("Seawall");
    let file = folder.map(|folder| folder.join(format!("{name}.1")));
    output::write(file.as_deref().map(Path::new), |out| {
        let mut roff = Vec::new();
        page.render(&mut roff)?;
        out.write_all(&roff)
    })
}

/// Whether a command is worth a page: `help` is not.
fn has_page(command: &clap::Command) -> bool {
    !command.is_hide_set() && command.get_name() != "help"
}
