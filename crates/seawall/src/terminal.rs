//! What the terminal is able to show, and what the user wants of it.

use std::io::IsTerminal;

use clap::ValueEnum;
use report::TextStyle;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` or `CI` is set
    #[default]
    Auto,
    /// Always, also into a pipe
    Always,
    /// Never
    Never,
}

/// The width of text in a pipe or a file.
const PLAIN_WIDTH: usize = 100;

/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 160;

/// The style of text on stdout.
pub(crate) fn stdout_style(color: Color) -> TextStyle {
    let is_terminal = std::io::stdout().is_terminal();
    let color = match color {
        Color::Auto => is_terminal && environment_allows_color(),
        Color::Always => true,
        Color::Never => false,
    };
    let width = match terminal_size::terminal_size() {
        Some((width, _)) if is_terminal => usize::from(width.0).min(WIDEST),
        _ => PLAIN_WIDTH,
    };
    TextStyle { color, width, ..TextStyle::default() }
}

/// The style of text in a file.
pub(crate) fn file_style() -> TextStyle {
    TextStyle { color: false, width: PLAIN_WIDTH, ..TextStyle::default() }
}

/// Whether messages may be coloured.
pub(crate) fn stderr_takes_color() -> bool {
    std::io::stderr().is_terminal() && environment_allows_color()
}

/// `NO_COLOR` (no-color.org) and `CI` count when they are set and not empty.
fn environment_allows_color() -> bool {
    ["NO_COLOR", "CI"].iter().all(|name| std::env::var_os(name).is_none_or(|value| value.is_empty()))
        && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}
