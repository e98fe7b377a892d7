//! Files of lines: properties, ini, toml, environment files, shell, SQL, XML, configuration of servers, programs.

use crate::line::in_text_line;
use crate::name::Names;
use crate::value::Written;
use crate::{Certainty, Evidence, Found, shape};

use super::access;

/// Reads a text line by line; private keys have several.
pub(super) fn read<'t>(text: &'t str, names: &Names) -> Vec<Found<'t>> {
    let mut all: Vec<Found<'t>> = Vec::new();
    for known in shape::known_secrets(text).filter(|known| text[known.range.clone()].contains('\n')) {
        all.push(Found {
            name: "".into(),
            evidence: Evidence::Shape(known.what),
            certainty: Certainty::Certain,
            text: text[known.range].into(),
        });
    }
    for line in text.lines() {
        read_line(line, names, &mut all);
    }
    all
}

fn read_line<'t>(line: &'t str, names: &Names, all: &mut Vec<Found<'t>>) {
    let is_comment = is_comment(line);
    let program = access::on_command_line(line).filter(|_| !is_comment);
    let mut found: Vec<Found<'t>> = Vec::new();
    if let Some(value) = attribute_value(line) {
        found.extend(value_of_attribute(line, value, names));
    }
    found.extend(in_text_line(line, names, Written::InFile).map(|(_, found)| found));
    all.extend(program);
    all.extend(found.into_iter().map(|found| {
        let is_named = !found.name.is_empty();
        Found {
            certainty: if is_comment && is_named { Certainty::Doubtful } else { found.certainty },
            ..found
        }
    }));
}

/// Whether a line says nothing to the program that reads it.
fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    ["#", ";", "// ", "--", "<!--", "* ", "/*", "!", "rem "].iter().any(|start| line.starts_with(start))
        && !line.starts_with("#!")
        && !line.starts_with("--password")
}

/// The text of `value="…"` in an element of XML.
fn attribute_value(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once(" value=\"")?;
    rest.split_once('"').map(|(value, _)| value)
}

/// What an element says that names its value by another attribute: `<add key="password" value="…"/>`.
fn value_of_attribute<'t>(line: &'t str, value: &'t str, names: &Names) -> Option<Found<'t>> {
    let name = ["name=\"", "key=\""].iter().find_map(|start| {
        let (_, rest) = line.split_once(start)?;
        rest.split_once('"').map(|(name, _)| name)
    })?;
    let found = crate::in_value(name, value, names)?;
    (found.evidence == Evidence::Name).then(|| Found { text: value.into(), name: name.into(), ..found })
}
