//! Message strings.

use serde::Serialize;

/// A plain message.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// A sentence, with the full stop that ours do without.
    pub(super) fn sentence(text: &str) -> Message {
        let mut text = literal(text);
        if !text.ends_with(['.', '!', '?']) {
            text.push('.');
        }
        Message { text }
    }
}

/// Takes the meaning from what SARIF reads as a placeholder (`{0}`, 3.11.5) or a link (`[text](target)`, 3.11.6).
fn literal(text: &str) -> String {
    let text =
        if text.contains("](") { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() };
    if has_placeholder(&text) { text.replace('{', "{{").replace('}', "}}") } else { text }
}

fn has_placeholder(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        let after = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        after.len() < rest.len() && after.starts_with('}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_in_one_full_stop() {
        assert_eq!(Message::sentence("image has no tag").text, "image has no tag.");
        assert_eq!(Message::sentence("cannot read: no such file.").text, "cannot read: no such file.");
    }

    #[test]
    fn takes_the_meaning_from_placeholders_and_links() {
        assert_eq!(literal("`{0}` in `{a}`"), "`{{0}}` in `{{a}}`");
        assert_eq!(literal("`{a}` and `[name=api]`"), "`{a}` and `[name=api]`");
        assert_eq!(literal("[here](http://x)"), "\\[here\\](http://x)");
    }
}
