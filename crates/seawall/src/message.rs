//! What people are told on stderr. A closed stderr is no reason to fail.

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};

use crate::terminal;

/// Says why there is no answer.
pub(crate) fn error(message: &impl Display) {
    say("error", AnsiColor::Red, message);
}

/// Says what should not be overlooked.
pub(crate) fn warning(message: &impl Display) {
    say("warning", AnsiColor::Yellow, message);
}

fn say(word: &str, color: AnsiColor, message: &impl Display) {
    let style = if terminal::stderr_takes_color() { color.on_default().bold() } else { Style::new() };
    let _ = writeln!(std::io::stderr(), "{style}{word}{style:#}: {message}");
}
