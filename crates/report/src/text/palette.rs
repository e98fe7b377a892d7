//! Colours, each for one meaning.

use anstyle::{AnsiColor, Style};
use finding::Severity;

use crate::TextStyle;

/// The styles of a report; all empty where colours are not wanted.
#[derive(Clone, Copy)]
pub(crate) struct Palette {
    color: bool,
}

impl Palette {
    pub(crate) fn of(style: &TextStyle) -> Palette {
        Palette { color: style.color }
    }

    pub(crate) fn severity(self, severity: Severity) -> Style {
        let style = match severity {
            Severity::Critical => AnsiColor::BrightMagenta.on_default().bold(),
            Severity::High => AnsiColor::BrightRed.on_default().bold(),
            Severity::Medium => AnsiColor::Yellow.on_default().bold(),
            Severity::Low => AnsiColor::BrightBlue.on_default().bold(),
            Severity::Info => AnsiColor::BrightCyan.on_default().bold(),
        };
        self.only_in_color(style)
    }

    /// A question without an answer, or a no.
    pub(crate) fn failure(self) -> Style {
        self.only_in_color(AnsiColor::BrightRed.on_default().bold())
    }

    /// A yes.
    pub(crate) fn success(self) -> Style {
        self.only_in_color(AnsiColor::BrightGreen.on_default().bold())
    }

    /// Headings.
    pub(crate) fn strong(self) -> Style {
        self.only_in_color(Style::new().bold())
    }

    /// Line numbers and rulers.
    pub(crate) fn ruler(self) -> Style {
        self.only_in_color(AnsiColor::BrightBlue.on_default().bold())
    }

    /// What is worth knowing beside the matter.
    pub(crate) fn note(self) -> Style {
        self.only_in_color(AnsiColor::BrightGreen.on_default().bold())
    }

    /// What to do.
    pub(crate) fn help(self) -> Style {
        self.only_in_color(AnsiColor::BrightCyan.on_default().bold())
    }

    /// A colour by itself.
    pub(crate) fn paint(self, color: AnsiColor) -> Style {
        self.only_in_color(color.on_default())
    }

    /// Code in running text.
    pub(crate) fn code(self) -> Style {
        self.only_in_color(AnsiColor::Cyan.on_default())
    }

    fn only_in_color(self, style: Style) -> Style {
        if self.color { style } else { Style::new() }
    }
}
