//! Secrets in a line of text of any kind: a command line, a line of a file, a line of YAML.

use std::ops::Range;

use super::name::Names;
use super::shape;
use super::value::may_be_secret;

/// A value in a line that is a secret.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct InLine {
    /// The name that calls it one; empty where its shape does.
    pub name: Range<usize>,
    /// What it is by its shape, where that is known.
    pub what: Option<&'static str>,
    /// Its bytes.
    pub value: Range<usize>,
}

/// Every secret in a line, by names and by shapes; may overlap.
pub(crate) fn secrets_in<'t>(line: &'t str, names: &'t Names) -> impl Iterator<Item = InLine> + 't {
    let known = shape::known_secrets(line).map(|known| InLine {
        name: 0..0,
        what: Some(known.what),
        value: known.range,
    });
    let named = pairs(line).filter(|(name, value)| {
        names.call_secret(&line[name.clone()]) && may_be_secret(&line[value.clone()])
    });
    known.chain(named.map(|(name, value)| InLine { name, what: None, value }))
}

/// What stands in a line as a name and its value: `name=value`, `name: value`, `"name": "value"`, `--name value`.
fn pairs(line: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let name = next_name(line, from)?;
            from = name.end;
            if let Some(value) = value_behind(line, &name) {
                // What stands in a value may be a name with a value again: `args: --password=x`.
                from = if line[value.clone()].contains(['=', ':', '-']) { value.start } else { value.end };
                return Some((name, value));
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

/// The value that belongs to a name.
fn value_behind(line: &str, name: &Range<usize>) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let mut place = name.end;
    if matches!(bytes.get(place), Some(b'"' | b'\'')) {
        place += 1;
    }
    let is_flag = line[name.clone()].starts_with('-');
    let spaces = |place: usize| bytes[place..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let blank = spaces(place);
    let separator = place + blank;
    place = match bytes.get(separator) {
        Some(b'=') => separator + 1 + usize::from(matches!(bytes.get(separator + 1), Some(b'>' | b'='))),
        Some(b':') => separator + 1 + usize::from(bytes.get(separator + 1) == Some(&b'=')),
        Some(_) if is_flag && blank > 0 => separator,
        _ => return None,
    };
    let is_mapping = bytes.get(separator) == Some(&b':');
    place += spaces(place);
    match bytes.get(place)? {
        quote @ (b'"' | b'\'') => {
            let end = end_of_quoted(bytes, place + 1, *quote);
            Some(place + 1..end)
        }
        b'-' if is_flag && bytes.get(separator) != Some(&b'=') => None,
        _ => {
            let in_flow = line[..name.start].trim_end_matches(['"', '\'', ' ']).ends_with(['{', ',', '(']);
            let ends = |byte: &u8| match byte {
                b'"' | b'\'' | b';' | b'&' | b'`' => true,
                b',' | b'}' | b']' | b')' => in_flow || !is_mapping,
                b' ' | b'\t' => !is_mapping && !in_flow,
                _ => false,
            };
            let end = bytes[place..].iter().position(ends).map_or(bytes.len(), |length| place + length);
            let end = place + line[place..end].trim_end().len();
            (end > place).then_some(place..end)
        }
    }
}

/// Where a quoted value ends: before its closing quote, or with the line.
fn end_of_quoted(bytes: &[u8], from: usize, quote: u8) -> usize {
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
    use super::secrets_in;
    use crate::secret::name::{Names, WORDS};

    fn found(line: &str) -> Vec<&str> {
        let names = Names::new(WORDS.iter().copied());
        let mut found: Vec<&str> = secrets_in(line, &names).map(|secret| &line[secret.value]).collect();
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
        ] {
            assert_eq!(found(line), [""; 0], "{line}");
        }
    }
}
