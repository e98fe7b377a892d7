//! Caret fixtures: YAML in which a comment below a line says what is expected there.
//!
//! ```yaml
//! kind: Pod
//! spec:
//!   hostPID: true
//! #          ^^^^ POD003: shares the process namespace of the node
//! ```

/// What is expected at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The line, from 1.
    pub line: u32,
    /// The first column, from 1, counted in characters.
    pub first: u32,
    /// The last column.
    pub last: u32,
    /// The id in front of the colon.
    pub id: String,
    /// The text behind it.
    pub message: String,
}

/// The expectations of a fixture, in its order. The fixture itself stays as it is: its caret lines are comments.
///
/// A caret line speaks of the nearest line above it that is none. Carets that begin directly behind a `#` in the first
/// column stand for a range that begins in the first column, which they cannot reach.
///
/// # Panics
/// When a caret line has no line above it, or says no id and message.
pub fn expectations(text: &str) -> Vec<Expectation> {
    let mut found = Vec::new();
    let mut line = 0;
    for (number, content) in (1..).zip(text.lines()) {
        match Carets::read(content) {
            None => line = number,
            Some(carets) => found.push(carets.expectation(line, content)),
        }
    }
    found
}

struct Carets<'t> {
    first: usize,
    count: usize,
    text: &'t str,
}

impl<'t> Carets<'t> {
    fn read(line: &'t str) -> Option<Carets<'t>> {
        let comment = line.trim_start().strip_prefix('#')?;
        let carets = comment.trim_start();
        let rest = carets.trim_start_matches('^');
        let count = carets.len() - rest.len();
        let before = line.chars().count() - carets.chars().count();
        let first = if before == 1 { 0 } else { before };
        (count > 0).then(|| Carets { first, count: count + before - first, text: rest.trim() })
    }

    fn expectation(self, line: u32, content: &str) -> Expectation {
        assert!(line > 0, "no line above {content:?}");
        let (id, message) =
            self.text.split_once(": ").unwrap_or_else(|| panic!("no `ID: message` in {content:?}"));
        let column = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        Expectation {
            line,
            first: column(self.first + 1),
            last: column(self.first + self.count),
            id: id.to_owned(),
            message: message.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::expectations;

    fn read(text: &str) -> Vec<(u32, u32, u32, String, String)> {
        let expectations = expectations(text).into_iter();
        expectations
            .map(|expected| (expected.line, expected.first, expected.last, expected.id, expected.message))
            .collect()
    }

    #[test]
    fn carets_speak_of_the_nearest_line_above_that_is_none() {
        let text = "a: 1\nb: true\n#  ^^^^ POD001: one\n#^ POD002: two: three\nc: 2 # no carets ^\n";
        let expected = vec![
            (2, 4, 7, "POD001".to_owned(), "one".to_owned()),
            (2, 1, 2, "POD002".to_owned(), "two: three".to_owned()),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(read("ü: äöü\n #  ^^ POD001: x\n"), [(1, 5, 6, "POD001".to_owned(), "x".to_owned())]);
    }

    #[test]
    #[should_panic(expected = "no `ID: message`")]
    fn carets_without_an_id_are_an_error() {
        read("a: 1\n#  ^\n");
    }
}
