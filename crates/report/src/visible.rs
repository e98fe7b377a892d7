//! Text of the input made safe to look at: what would steer a terminal, or reorder what is read, is shown instead of
//! obeyed.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Part of a line of source text; tabs become four spaces.
pub(crate) fn source(text: &str) -> Cow<'_, str> {
    shown(text, "    ")
}

/// Part of a sentence; tabs and line ends become spaces.
pub(crate) fn sentence(text: &str) -> Cow<'_, str> {
    shown(text, " ")
}

/// The columns that a harmless text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The longest start of a harmless text that takes at most so many columns.
pub(crate) fn start(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, character)| {
        taken += character.width().unwrap_or(0);
        taken > columns
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// The longest end of a harmless text that takes at most so many columns.
pub(crate) fn end(text: &str, columns: usize) -> &str {
    let mut taken = 0;
    let before = text.char_indices().rev().find(|(_, character)| {
        taken += character.width().unwrap_or(0);
        taken > columns
    });
    before.map_or(text, |(place, character)| &text[place + character.len_utf8()..])
}

fn shown<'t>(text: &'t str, space: &str) -> Cow<'t, str> {
    if !text.contains(|character: char| character.is_control() || steers(character)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\t' => shown.push_str(space),
            '\n' | '\r' => shown.push(' '),
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(character))),
            '\u{7f}' => shown.push('\u{2421}'),
            other if other.is_control() || steers(other) => shown.push('\u{fffd}'),
            other => shown.push(other),
        }
    }
    Cow::Owned(shown)
}

/// Separators of lines and paragraphs, what sets the direction of text, and what has no width.
fn steers(character: char) -> bool {
    matches!(
        character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_escape_sequences_instead_of_obeying_them() {
        assert_eq!(source("a: \u{1b}[2J\u{9b}31m\tb"), "a: \u{241b}[2J\u{fffd}31m    b");
        assert_eq!(sentence("one\ttwo\r\nthree\u{202e}"), "one two  three\u{fffd}");
    }

    #[test]
    fn leaves_ordinary_text_alone() {
        assert!(matches!(source("größe: \"日本\" # ok"), Cow::Borrowed(_)));
    }

    #[test]
    fn cuts_by_columns() {
        assert_eq!((start("日本go", 3), start("日本go", 4), start("go", 9)), ("日", "日本", "go"));
        assert_eq!((end("go日本", 3), end("go日本", 5), end("go", 0)), ("本", "o日本", ""));
    }
}
