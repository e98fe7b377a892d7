//! Globs over names: `*` stands for any characters, `?` for one.

/// Whether a glob matches a whole text.
pub(crate) fn matches(glob: &str, text: &str) -> bool {
    let Some(first) = glob.chars().next() else { return text.is_empty() };
    let rest = &glob[first.len_utf8()..];
    match first {
        '*' => {
            let ends = text.char_indices().map(|(start, _)| start).chain([text.len()]);
            // Neighbouring stars are one.
            let rest = rest.trim_start_matches('*');
            ends.into_iter().any(|start| matches(rest, &text[start..]))
        }
        '?' => text.chars().next().is_some_and(|any| matches(rest, &text[any.len_utf8()..])),
        literal => text.strip_prefix(literal).is_some_and(|after| matches(rest, after)),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_and_question_marks() {
        for (glob, text) in
            [("*", ""), ("shop-*", "shop-"), ("*-api", "shop-api"), ("a?c", "aöc"), ("a**b", "ab")]
        {
            assert!(matches(glob, text), "{glob} matches {text}");
        }
        for (glob, text) in [("", "a"), ("shop", "shop-api"), ("a?", "a"), ("*-api", "api"), ("a*b*c", "acb")]
        {
            assert!(!matches(glob, text), "{glob} does not match {text}");
        }
    }
}
