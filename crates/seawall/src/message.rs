//! What people are told on stderr. A closed stderr is no reason to fail.

use std::fmt::Display;
use std::io::Write;

use anstyle::{AnsiColor, Style};
use finding::{Incomplete, Location};

use crate::terminal;

/// Says why there is no answer.
pub(crate) fn error(message: &impl Display) {
    say("error", AnsiColor::Red, message);
}

/// Says what should not be overlooked.
pub(crate) fn warning(message: &impl Display) {
    say("warning", AnsiColor::Yellow, message);
}

/// How many things that could not be judged are named one by one.
const NAMED: usize = 10;

/// Says what could not be judged, where the output on stdout is for machines.
pub(crate) fn incomplete(incomplete: &[Incomplete]) {
    for Incomplete { location, file, message, .. } in incomplete.iter().take(NAMED) {
        let place = location.as_ref().and_then(place).or_else(|| file.as_ref().map(ToString::to_string));
        warning(&format_args!("{}: {message}", place.unwrap_or_default()));
    }
    if let Some(more) = incomplete.len().checked_sub(NAMED).filter(|more| *more > 0) {
        warning(&format_args!("{more} more could not be judged"));
    }
}

/// `file:line:column`.
fn place(location: &Location) -> Option<String> {
    let (source, span) = (location.source()?, location.span()?);
    let position = source.position(span.start);
    Some(format!("{}:{}:{}", source.name(), position.line, position.column))
}

fn say(word: &str, color: AnsiColor, message: &impl Display) {
    let style = if terminal::stderr_takes_color() { color.on_default().bold() } else { Style::new() };
    let _ = writeln!(std::io::stderr(), "{style}{word}{style:#}: {message}");
}
