//! Text of the input made safe to look at: what would steer a terminal, or reorder what is read, is shown instead of
//! obeyed. One character stays one character, so that carets stay under what they mean.

use std::borrow::Cow;

/// A line without its control characters; tabs stay.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(|character| shown(character) != character) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// The same for a sentence: tabs and line ends become spaces.
pub(crate) fn sentence(text: &str) -> Cow<'_, str> {
    if !text.contains(|character: char| character.is_control() || shown(character) != character) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars().map(|character| if is_space(character) { ' ' } else { shown(character) }).collect(),
    )
}

fn is_space(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r')
}

/// What stands for a character: its control picture, or a replacement character where it has none.
fn shown(character: char) -> char {
    match character {
        '\t' => '\t',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        // C1 controls; line and paragraph separators; the characters that set the direction of text; zero-width ones.
        '\u{80}'..='\u{9f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => '\u{fffd}',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_escape_sequences_instead_of_obeying_them() {
        assert_eq!(line("a: \u{1b}[2J\u{9b}31m\tb"), "a: \u{241b}[2J\u{fffd}31m\tb");
        assert_eq!(sentence("one\ttwo\r\nthree\u{202e}"), "one two  three\u{fffd}");
    }

    #[test]
    fn leaves_ordinary_text_alone() {
        assert!(matches!(line("größe: \"日本\" # ok"), Cow::Borrowed(_)));
    }
}
