//! Files that are nothing but access data, and passwords that stand without a name of their own.

use std::borrow::Cow;

use crate::line::PASSWORD;
use crate::shape::decoded;
use crate::value::may_be;
use crate::{Certainty, Evidence, Found};

/// Whether a text may hold a password without a word that calls it one.
pub(super) fn may_hold(text: &str) -> bool {
    ["\"auth\"", "IDENTIFIED BY", "identified by", "curl ", "sshpass ", "masterauth", "bindpw", "rootpw"]
        .iter()
        .any(|part| text.contains(part))
}

/// PostgreSQL's password file: `host:port:database:user:password`; a colon in a field is written `\:`.
pub(super) fn pgpass(text: &str) -> Vec<Found<'_>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.starts_with('#'));
    lines.filter_map(pgpass_line).collect()
}

fn pgpass_line(line: &str) -> Option<Found<'_>> {
    let mut rest = line;
    let mut fields = [""; 4];
    for field in &mut fields {
        let end = (0..rest.len()).find(|place| {
            rest.as_bytes()[*place] == b':' && (*place == 0 || rest.as_bytes()[place - 1] != b'\\')
        })?;
        *field = &rest[..end];
        rest = &rest[end + 1..];
    }
    may_be(rest).then(|| named(fields[3], rest))
}

/// Passwords on command lines: `curl -u user:password`, `sshpass -p password`.
pub(super) fn on_command_line(line: &str) -> Option<Found<'_>> {
    let mut words = line.split_ascii_whitespace().map(|word| word.trim_matches(['"', '\'']));
    let program = words.by_ref().find(|word| {
        let name = word.rsplit('/').next().unwrap_or(word);
        matches!(name, "curl" | "sshpass")
    })?;
    let is_curl = program.ends_with("curl");
    let flag = words.find(|word| if is_curl { matches!(*word, "-u" | "--user") } else { *word == "-p" })?;
    let value = words.next()?;
    let password = if is_curl { value.split_once(':')?.1 } else { value };
    let is_written = !password.contains('$') && may_be(password);
    is_written.then(|| named(flag, password))
}

/// What `auth` in a container registry's access file is: base64 of `user:password`.
pub(super) fn is_registry_access(name: &str, value: &str) -> bool {
    let is_base64 = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte));
    name == "auth" && is_base64 && value.len() >= 8 && {
        let decoded = decoded(value.as_bytes());
        decoded.split(|byte| *byte == b':').nth(1).is_some_and(|password| !password.is_empty())
    }
}

fn named<'t>(name: &'t str, text: &'t str) -> Found<'t> {
    Found {
        name: Cow::Borrowed(name),
        evidence: Evidence::Shape(PASSWORD),
        certainty: Certainty::Certain,
        text: Cow::Borrowed(text),
    }
}
