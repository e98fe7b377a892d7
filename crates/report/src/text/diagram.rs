//! Excerpts beside their line numbers, as compilers draw them.

use std::io;

use anstyle::{AnsiColor, Style};

use super::excerpt::Excerpt;
use super::palette::Palette;
use super::patch::{Piece, Row};
use crate::visible;

/// Draws the parts of one diagnostic on one ruler.
pub(super) struct Diagram<'o> {
    out: &'o mut dyn io::Write,
    palette: Palette,
    /// Columns of the widest line number.
    digits: usize,
}

/// Columns in front of a line's text, for line numbers of this many digits.
pub(super) fn margin(digits: usize) -> usize {
    digits + 3
}

/// The digits of a line number.
pub(super) fn digits(line: u32) -> usize {
    line.checked_ilog10().map_or(1, |digits| digits as usize + 1)
}

impl<'o> Diagram<'o> {
    /// Begins a diagnostic whose line numbers have at most so many digits.
    pub(super) fn new(out: &'o mut dyn io::Write, palette: Palette, digits: usize) -> Diagram<'o> {
        Diagram { out, palette, digits }
    }

    /// `word[id]: sentence`.
    pub(super) fn heading(&mut self, style: Style, word: &str, id: &str, sentence: &str) -> io::Result<()> {
        let (strong, sentence) = (self.palette.strong(), visible::sentence(sentence));
        let id = if id.is_empty() { String::new() } else { format!("[{id}]") };
        writeln!(self.out, "{style}{word}{id}{style:#}{strong}: {sentence}{strong:#}")
    }

    /// `--> place`.
    pub(super) fn place(&mut self, place: &str) -> io::Result<()> {
        let (ruler, digits) = (self.palette.ruler(), self.digits);
        writeln!(self.out, "{:digits$}{ruler}-->{ruler:#} {place}", "")
    }

    /// The line, and under it the carets with what there is to say at them.
    pub(super) fn excerpt(&mut self, excerpt: &Excerpt, style: Style, label: &str) -> io::Result<()> {
        let (ruler, digits) = (self.palette.ruler(), self.digits);
        let before = visible::width(excerpt.text.get(..excerpt.marked.start).unwrap_or_default());
        let carets = visible::width(excerpt.text.get(excerpt.marked.clone()).unwrap_or_default()).max(1);
        let line = format!("{} {}", excerpt.line, "");
        self.ruler()?;
        writeln!(
            self.out,
            "{ruler}{line:>width$}|{ruler:#} {}",
            excerpt.text.trim_end(),
            width = digits + 1
        )?;
        let carets = "^".repeat(carets);
        let marks = format!("{carets}{}{label}", if label.is_empty() { "" } else { " " });
        writeln!(self.out, "{:digits$} {ruler}|{ruler:#} {:before$}{style}{marks}{style:#}", "", "")
    }

    /// An empty line of the ruler.
    pub(super) fn ruler(&mut self) -> io::Result<()> {
        let (ruler, digits) = (self.palette.ruler(), self.digits);
        writeln!(self.out, "{:digits$} {ruler}|{ruler:#}", "")
    }

    /// `= sentence`.
    pub(super) fn remark(&mut self, sentence: &str) -> io::Result<()> {
        let (ruler, digits) = (self.palette.ruler(), self.digits);
        writeln!(self.out, "{:digits$} {ruler}={ruler:#} {sentence}", "")
    }

    /// Lines before and after an edit.
    pub(super) fn piece(&mut self, piece: &Piece) -> io::Result<()> {
        let (ruler, digits) = (self.palette.ruler(), self.digits);
        let (removed, added) = (self.palette.paint(AnsiColor::Red), self.palette.paint(AnsiColor::Green));
        self.ruler()?;
        for row in &piece.rows {
            let (line, sign, style, text) = match row {
                Row::Kept(line, text) => (line, '|', ruler, text),
                Row::Removed(line, text) => (line, '-', removed, text),
                Row::Added(line, text) => (line, '+', added, text),
            };
            let text_style = if sign == '|' { Style::new() } else { style };
            let row = format!(
                "{ruler}{line:>digits$}{ruler:#} {style}{sign}{style:#} {text_style}{text}{text_style:#}"
            );
            writeln!(self.out, "{}", row.trim_end())?;
        }
        Ok(())
    }
}
