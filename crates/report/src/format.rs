//! The words behind `-o`.

/// A format of a scan's result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// `seawall.findings/v1`.
    Json,
    /// SARIF 2.1.0, as code scanning services read it.
    Sarif,
}

/// A format of a list: of checks, of Pod Security's answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListFormat {
    /// For people.
    #[default]
    Text,
    /// The JSON document with the schema of its name.
    Json,
}

impl Format {
    /// All formats, the default first.
    pub const ALL: [Format; 3] = [Format::Text, Format::Json, Format::Sarif];

    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Sarif => "sarif",
        }
    }

    /// The format of a word.
    pub fn from_word(word: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|format| format.as_str() == word)
    }
}

impl ListFormat {
    /// All formats, the default first.
    pub const ALL: [ListFormat; 2] = [ListFormat::Text, ListFormat::Json];

    /// The word.
    pub fn as_str(self) -> &'static str {
        match self {
            ListFormat::Text => "text",
            ListFormat::Json => "json",
        }
    }

    /// The format of a word.
    pub fn from_word(word: &str) -> Option<ListFormat> {
        ListFormat::ALL.into_iter().find(|format| format.as_str() == word)
    }
}
