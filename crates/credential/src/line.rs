//! Names and values in one line of text of any kind: a command line, a line of a file, a line of YAML.

use std::borrow::Cow;
use std::ops::Range;

use crate::name::{Named, Names};
use crate::value::{Written, judge};
use crate::{Certainty, Evidence, Found, shape};

/// A name in a line and the value that belongs to it, in bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Without its quotes.
    pub name: Range<usize>,
    /// Without its quotes.
    pub value: Range<usize>,
    /// Whether the name is a word of a language that takes a password, not a name that somebody chose.
    pub is_directive: bool,
    /// Whether they may be words of a sentence: `echo "password: missing"`.
    pub is_prose: bool,
}

/// Every credential in a line, by names and by shapes. What the shape of a value tells is not said again by its name.
pub fn in_line<'t>(line: &'t str, names: &Names) -> impl Iterator<Item = Found<'t>> {
    in_text_line(line, names, Written::Alone).map(|(_, found)| found)
}

/// Where credentials stand in a line, in bytes; may overlap.
pub fn places_in_line(line: &str, names: &Names) -> impl Iterator<Item = Range<usize>> {
    in_text_line(line, names, Written::Alone).map(|(place, _)| place)
}

/// The same with what they are.
pub(crate) fn in_text_line<'t>(
    line: &'t str,
    names: &Names,
    written: Written,
) -> impl Iterator<Item = (Range<usize>, Found<'t>)> {
    let known: Vec<_> = shape::known_secrets(line).collect();
    let shapes: Vec<Range<usize>> = known.iter().map(|known| known.range.clone()).collect();
    let known = known.into_iter().map(|known| {
        let evidence = Evidence::Shape(known.what);
        (known.range.clone(), found(line, 0..0, known.range, evidence, Certainty::Certain))
    });
    let named = pairs(line).filter_map(move |Pair { name, value, is_directive, is_prose }| {
        let overlaps = |shape: &Range<usize>| shape.start < value.end && value.start < shape.end;
        let called = names.call(&line[name.clone()]);
        let evidence = if called.is_none() { Evidence::Shape(PASSWORD) } else { Evidence::Name };
        let named = match called {
            Some(named) if is_prose => named.generated(),
            None if is_directive => Named::CERTAIN,
            named => named?,
        };
        let certainty = judge(&line[value.clone()], named, written)?;
        (!shapes.iter().any(overlaps)).then(|| (value.clone(), found(line, name, value, evidence, certainty)))
    });
    known.chain(named)
}

fn found(
    line: &str,
    name: Range<usize>,
    value: Range<usize>,
    evidence: Evidence,
    certainty: Certainty,
) -> Found<'_> {
    let name = line[name].trim_start_matches('-');
    Found { name: Cow::Borrowed(name), evidence, certainty, text: Cow::Borrowed(&line[value]) }
}

/// What stands behind a directive, in messages.
pub(crate) const PASSWORD: &str = "a password";

/// Words behind which a password stands with nothing but a blank between them: directives of servers, SQL, `.netrc`.
const DIRECTIVES: [&str; 10] = [
    "requirepass",
    "masterauth",
    "bindpw",
    "rootpw",
    "password",
    "insecure-password",
    "passwd",
    "by",
    "secret",
    "token",
];

/// What stands in a line as a name and its value: `name=value`, `name: value`, `"name": "value"`, `--name value`,
/// `<name>value</name>`, `define('name', 'value')`, `requirepass value`, `IDENTIFIED BY 'value'`.
pub(crate) fn pairs(line: &str) -> impl Iterator<Item = Pair> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let name = next_name(line, from)?;
            from = name.end;
            if let Some((value, separator)) = value_behind(line, &name) {
                // What stands in a value may be a name with a value again: `args: --password=x`.
                let again = line[value.clone()].contains(['=', ':', '-', '(', ' ']);
                from = if again { value.start } else { value.end };
                let is_directive = separator == Separator::Nothing && !line[name.clone()].starts_with('-');
                let is_prose = separator == Separator::Colon && is_in_sentence(line, &name)
                    || separator == Separator::Equals && is_argument(line, &name, &value);
                return Some(Pair { name, value, is_directive, is_prose });
            }
        }
    })
}

fn next_name(line: &str, from: usize) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let start = (from..bytes.len()).find(|place| is_name(bytes[*place]))?;
    let end = (start..bytes.len()).find(|place| !is_name(bytes[*place])).unwrap_or(bytes.len());
    Some(start..end)
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// How a name is told from its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Equals,
    Colon,
    /// A blank.
    Nothing,
    /// The end of an element's tag.
    Tag,
    /// Between arguments of a function.
    Comma,
}

/// The value that belongs to a name.
fn value_behind(line: &str, name: &Range<usize>) -> Option<(Range<usize>, Separator)> {
    let bytes = line.as_bytes();
    let text = &line[name.clone()];
    if line[..name.start].ends_with("${") {
        return default_of_expansion(line, name);
    }
    let is_quoted = matches!(bytes.get(name.end), Some(b'"' | b'\''));
    let behind = name.end + usize::from(is_quoted);
    let blank = blanks(bytes, behind);
    let at = behind + blank;
    let next = bytes.get(at + 1).copied();
    let (separator, length) = match bytes.get(at)? {
        b'=' => (Separator::Equals, 1 + usize::from(matches!(next, Some(b'>' | b'=')))),
        b':' => (Separator::Colon, 1 + usize::from(next == Some(b'='))),
        b'>' if line[..name.start].ends_with('<') => (Separator::Tag, 1),
        b',' if is_quoted && line[..name.start].trim_end_matches(['"', '\'', ' ']).ends_with("define(") => {
            (Separator::Comma, 1)
        }
        _ if blank > 0 && !is_quoted && (text.starts_with('-') || is_directive(line, name)) => {
            (Separator::Nothing, 0)
        }
        _ => return None,
    };
    let start = at + length;
    let start = start + blanks(bytes, start);
    match bytes.get(start)? {
        b'"' | b'\'' | b'`' if separator != Separator::Tag => {
            Some((start + 1..end_of_quoted(bytes, start + 1), separator))
        }
        b'-' if separator == Separator::Nothing => None,
        _ => {
            let end = end_of_plain(line, name, separator, start);
            let end = start + line[start..end].trim_end().len();
            (end > start).then_some((start..end, separator))
        }
    }
}

/// The value that a shell takes where a variable is not set: `${DB_PASSWORD:-value}`.
fn default_of_expansion(line: &str, name: &Range<usize>) -> Option<(Range<usize>, Separator)> {
    let rest = line[name.end..].strip_prefix(":-")?;
    let start = name.end + ":-".len();
    let length = rest.find('}')?;
    (length > 0).then_some((start..start + length, Separator::Equals))
}

fn blanks(bytes: &[u8], from: usize) -> usize {
    bytes.iter().skip(from).take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Bytes before a word that tell whether it is a directive: lines may be long.
const NEAR: usize = 200;

/// Whether a word is a directive: the first of its line, or in a line of SQL or `.netrc`.
fn is_directive(line: &str, name: &Range<usize>) -> bool {
    let text = &line[name.clone()];
    let is = |word: &&str| word.eq_ignore_ascii_case(text);
    if !DIRECTIVES.iter().any(is) {
        return false;
    }
    let before = line[line.floor_char_boundary(name.start.saturating_sub(NEAR))..name.start].trim();
    let last = before.rsplit(' ').next().unwrap_or_default();
    let follows = |words: &[&str]| words.iter().any(|word| last.eq_ignore_ascii_case(word));
    let is_alone = before.is_empty() && is_only_value(line, name);
    match text {
        "password" if before.contains("login ") || before.starts_with("user ") => true,
        "insecure-password" => before.starts_with("user "),
        "password" | "PASSWORD" => follows(&["with", "encrypted"]) || text == "password" && is_alone,
        "by" | "BY" => follows(&["identified"]),
        _ => DIRECTIVES.contains(&text) && is_alone,
    }
}

/// Whether a single word stands behind a name, and the two are no words of a text: `password reset`.
fn is_only_value(line: &str, name: &Range<usize>) -> bool {
    let mut words = line[name.end..].split_ascii_whitespace();
    let (Some(value), None) = (words.next(), words.next()) else { return false };
    let is_word = value.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_common = matches!(&line[name.clone()], "password" | "passwd" | "secret" | "token");
    name.start > 0 || !is_word || !is_common
}

/// Whether a name with a colon behind it stands inside of a sentence, not where an entry begins.
fn is_in_sentence(line: &str, name: &Range<usize>) -> bool {
    let before = &line[..name.start];
    let opens = before.ends_with(['"', '\'']);
    let closes = matches!(line.as_bytes().get(name.end), Some(b'"' | b'\''));
    let rest = before.trim_end_matches(['"', '\'', ' ']);
    let begins = rest.trim_start_matches([' ', '-']).is_empty() || rest.ends_with(['{', ',', '[', '(', '-']);
    opens != closes || !begins
}

/// Whether a value is a variable of the same name, handed to a function: `login(user=user, password=password)`.
fn is_argument(line: &str, name: &Range<usize>, value: &Range<usize>) -> bool {
    let in_call = line[..name.start].trim_end().ends_with(['(', ',']);
    in_call && line[name.clone()].to_ascii_lowercase().ends_with(&line[value.clone()].to_ascii_lowercase())
}

/// Where a value without quotes ends.
fn end_of_plain(line: &str, name: &Range<usize>, separator: Separator, start: usize) -> usize {
    let in_flow = line[..name.start].trim_end_matches(['"', '\'', ' ']).ends_with(['{', ',', '(']);
    let is_entry = separator == Separator::Colon && !in_flow;
    let ends = |byte: &u8| match byte {
        b'<' => separator == Separator::Tag,
        _ if separator == Separator::Tag => false,
        b'"' | b'\'' | b';' | b'&' | b'`' => true,
        b',' | b'}' | b']' | b')' => !is_entry,
        b' ' | b'\t' => !is_entry,
        _ => false,
    };
    line.as_bytes()[start..].iter().position(ends).map_or(line.len(), |length| start + length)
}

/// Where a quoted value ends: before its closing quote, or with the line.
fn end_of_quoted(bytes: &[u8], from: usize) -> usize {
    let quote = bytes[from - 1];
    let mut place = from;
    while let Some(&byte) = bytes.get(place) {
        match byte {
            b'\\' => place += 1,
            _ if byte == quote => return place,
            _ => {}
        }
        place += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::in_line;
    use crate::{Names, WORDS};

    fn found(line: &str) -> Vec<String> {
        let names = Names::new(WORDS.iter().copied());
        let mut found: Vec<String> = in_line(line, &names).map(|found| found.text.into_owned()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    #[test]
    fn names_and_values_in_lines_of_any_kind() {
        for (line, value) in [
            ("password=hunter2", "hunter2"),
            ("db.password = hunter2", "hunter2"),
            ("  password: correct horse battery", "correct horse battery"),
            ("- --password=hunter2", "hunter2"),
            ("mysql --user app --password hunter2 --host db", "hunter2"),
            ("export DB_PASSWORD='hunter2 two'; run", "hunter2 two"),
            ("{\"user\": \"app\", \"password\": \"hunter2\"}", "hunter2"),
            ("{user: app, password: hunter2, port: 1}", "hunter2"),
            ("Server=db;User Id=app;Password=hunter2;Encrypt=true", "hunter2"),
            ("jdbc:postgresql://db/app?user=app&password=hunter2&ssl=true", "hunter2"),
            ("args: [\"--token=hunter2\", \"-v\"]", "hunter2"),
            ("url: postgres://app:hunter2@db/app", "hunter2"),
            ("password: \"hunter2", "hunter2"),
            ("<password>hunter2</password>", "hunter2"),
            ("define( 'DB_PASSWORD', 'hunter2' );", "hunter2"),
            ("requirepass hunter2", "hunter2"),
            ("ALTER USER app WITH PASSWORD 'hunter2';", "hunter2"),
            ("machine git.example login app password hunter2", "hunter2"),
        ] {
            assert_eq!(found(line), [value], "{line}");
        }
    }

    #[test]
    fn lines_without_a_secret() {
        for line in [
            "",
            "password:",
            "passwordSecretRef: {name: db, key: password}",
            "secretName: db",
            "--password-file=/run/secrets/db",
            "--use-token --verbose",
            "automountServiceAccountToken: false",
            "password: ${DB_PASSWORD}",
            "image: registry.example/token:1.2",
            "name: DB_PASSWORD",
            "password authentication is off",
            "password reset",
        ] {
            assert_eq!(found(line), [""; 0], "{line}");
        }
    }
}
