//! `seawall completion`.

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::arguments::{self, Invocation};
use crate::failure::Failure;
use crate::output;
use crate::verdict::Verdict;

const EXAMPLES: &str = "\
Examples:
  source <(seawall completion bash)
  seawall completion zsh > \"${fpath[1]}/_seawall\"
  seawall completion fish > ~/.config/fish/completions/seawall.fish
  seawall completion powershell | Out-String | Invoke-Expression
  seawall completion kubectl > ~/bin/kubectl_complete-seawall; chmod +x ~/bin/kubectl_complete-seawall";

/// Print completions for a shell
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The shell; `kubectl` for the program by which kubectl completes `kubectl seawall`
    #[arg(value_enum)]
    shell: Target,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Target {
    Bash,
    Zsh,
    Fish,
    Powershell,
    Elvish,
    Kubectl,
}

/// kubectl looks for this program on the PATH; it hands on to the plugin.
const KUBECTL_PROGRAM: &str = "#!/bin/sh\nexec kubectl-seawall __complete \"$@\"\n";

/// Prints the script.
pub(crate) fn run(arguments: &Arguments) -> Result<Verdict, Failure> {
    let shell = match arguments.shell {
        Target::Bash => Some(Shell::Bash),
        Target::Zsh => Some(Shell::Zsh),
        Target::Fish => Some(Shell::Fish),
        Target::Powershell => Some(Shell::PowerShell),
        Target::Elvish => Some(Shell::Elvish),
        Target::Kubectl => None,
    };
    output::write(None, |out| match shell {
        Some(shell) => {
            let mut script = Vec::new();
            clap_complete::generate(
                shell,
                &mut arguments::definition(Invocation::Plain),
                "seawall",
                &mut script,
            );
            out.write_all(&script)
        }
        None => out.write_all(KUBECTL_PROGRAM.as_bytes()),
    })?;
    Ok(Verdict::Yes)
}
