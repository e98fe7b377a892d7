//! What a terminal is able to show, and how much of it is wanted.

use finding::Severity;

/// How text is written. The binary finds out what the terminal is like; nothing here asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Whether ANSI colours may be used.
    pub color: bool,
    /// Columns to lay out for.
    pub width: usize,
    /// How much is written.
    pub detail: Detail,
    /// In the detail [`Detail::Grouped`], what is less severe is only counted, with the place of the first.
    pub counted_below: Severity,
}

/// How much is written of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// `--quiet`: one line per finding, `file:line:column: severity[ID] message`, and nothing else when there is none.
    Lines,
    /// Excerpts, with findings that say the same shown once.
    #[default]
    Grouped,
    /// `--verbose`: excerpts, every finding by itself, suppressed ones too.
    Every,
}

impl Default for TextStyle {
    /// Plain text of 100 columns, as for a pipe.
    fn default() -> Self {
        TextStyle { color: false, width: 100, detail: Detail::Grouped, counted_below: Severity::Info }
    }
}
