//! kubectl's completion protocol: kubectl runs `kubectl_complete-seawall` with the words so far, the last one to be
//! completed; each line of the answer is a candidate, and the last line `:N` says what else the shell may offer
//! (Cobra's `ShellCompDirective`).

use clap::{Arg, ArgAction, Command};

/// The command behind `kubectl_complete-seawall`.
pub(crate) const HIDDEN_COMMAND: &str = "__complete";

/// Besides the candidates the shell offers files.
const FILES: &str = ":0";

/// The candidates are all there is (`ShellCompDirectiveNoFileComp`).
const NO_FILES: &str = ":4";

/// The lines of the answer.
pub(crate) fn answer(definition: &Command, words: &[String]) -> Vec<String> {
    let (last, before) = words.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
    let mut command = definition;
    let mut awaiting: Option<&Arg> = None;
    for word in before {
        awaiting = match awaiting {
            Some(_) => None,
            None => option(command, word),
        };
        if let (None, Some(subcommand)) = (awaiting, command.find_subcommand(word)) {
            command = subcommand;
        }
    }
    let (mut candidates, directive) = if let Some(argument) = awaiting {
        values(argument)
    } else if last.starts_with('-') {
        (options(command), NO_FILES)
    } else if command.has_subcommands() {
        (subcommands(command), NO_FILES)
    } else {
        command.get_positionals().next().map_or((Vec::new(), NO_FILES), values)
    };
    candidates.retain(|candidate| candidate.starts_with(last));
    candidates.push(directive.to_owned());
    candidates
}

/// The option that a word is, if it takes a value in the next word.
fn option<'c>(command: &'c Command, word: &str) -> Option<&'c Arg> {
    command.get_arguments().filter(|argument| takes_value(argument)).find(|argument| {
        let long = argument.get_long().map(|long| format!("--{long}"));
        let short = argument.get_short().map(|short| format!("-{short}"));
        long.as_deref() == Some(word) || short.as_deref() == Some(word)
    })
}

fn takes_value(argument: &Arg) -> bool {
    matches!(argument.get_action(), ArgAction::Set | ArgAction::Append)
}

fn options(command: &Command) -> Vec<String> {
    let visible = command.get_arguments().filter(|argument| !argument.is_hide_set());
    visible
        .filter_map(|argument| Some(described(&format!("--{}", argument.get_long()?), argument.get_help())))
        .collect()
}

fn subcommands(command: &Command) -> Vec<String> {
    let visible = command.get_subcommands().filter(|subcommand| !subcommand.is_hide_set());
    visible.map(|subcommand| described(subcommand.get_name(), subcommand.get_about())).collect()
}

/// The values that an argument takes: a few words, else files.
fn values(argument: &Arg) -> (Vec<String>, &'static str) {
    let values: Vec<String> =
        argument.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let directive = if values.is_empty() { FILES } else { NO_FILES };
    (values, directive)
}

fn described(word: &str, help: Option<&clap::builder::StyledStr>) -> String {
    let help = help.map(ToString::to_string).unwrap_or_default();
    match help.lines().next() {
        Some(line) => format!("{word}\t{line}"),
        None => word.to_owned(),
    }
}
