//! Whether a value can be a secret, where its name calls it one.

use super::shape;

/// Whether a value that stands under a name that calls it secret can be one: not a switch, a number, a path, a name of
/// something else, or a place that is filled later.
pub(crate) fn may_be_secret(value: &str) -> bool {
    let value = value.trim();
    value.len() >= 3
        && !is_switch(value)
        && !is_quantity(value)
        && !is_path(value)
        && !is_filled_later(value)
        && !is_link(value)
}

/// Whether a value is put there by something else before it is used: `$(X)`, `${X}`, `{{ x }}`, `<x>`.
pub(crate) fn is_filled_later(value: &str) -> bool {
    let expands = |(place, _): (usize, &str)| {
        let next = value.as_bytes().get(place + 1).copied();
        next.is_some_and(|next| {
            matches!(next, b'(' | b'{' | b'_') || next.is_ascii_alphabetic() && place == 0
        })
    };
    value.match_indices('$').any(expands)
        || value.contains("{{")
        || value.contains("<%")
        || value.starts_with(['<', '%'])
        || value.starts_with("__") && value.ends_with("__")
}

fn is_switch(value: &str) -> bool {
    let words = ["true", "false", "yes", "no", "on", "off", "none", "null", "nil", "enabled", "disabled"];
    words.iter().any(|word| word.eq_ignore_ascii_case(value))
}

/// A number of a few digits, or such a number with a unit.
fn is_quantity(value: &str) -> bool {
    let digits = value.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let unit = &value[digits..];
    digits > 0 && (unit.is_empty() && digits <= 5 || !unit.is_empty() && value.len() <= 6 && is_unit(unit))
}

fn is_unit(unit: &str) -> bool {
    unit.len() <= 2 && unit.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_path(value: &str) -> bool {
    value.starts_with('/') || value.starts_with("./") || value.starts_with("../") || value.starts_with("~/")
}

/// An address without a password.
fn is_link(value: &str) -> bool {
    value.contains("://") && shape::known_secret(value).is_none()
}

#[cfg(test)]
mod tests {
    use super::may_be_secret;

    #[test]
    fn values_that_cannot_be_secrets() {
        for value in [
            "",
            "true",
            "3600",
            "30s",
            "10m",
            "1.5h",
            "/run/secrets/db",
            "https://issuer.example",
            "$(DB_PASSWORD)",
            "${DB_PASSWORD}",
            "$DB_PASSWORD",
            "%PASSWORD%",
            "__PASSWORD__",
            "<set me>",
            "{{ .x }}",
        ] {
            assert!(!may_be_secret(value), "{value}");
        }
        for value in ["hunter2", "postgres://u:p@db/x", "123456", "changeme", "pa$$word", "5up3rs"] {
            assert!(may_be_secret(value), "{value}");
        }
    }
}
