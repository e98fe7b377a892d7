//! Names and values of labels (apimachinery `util/validation`: `IsQualifiedName`, `IsValidLabelValue`).

/// A name, or a DNS subdomain, `/` and a name.
pub(crate) fn is_key(key: &str) -> bool {
    match key.split_once('/') {
        None => is_name(key),
        Some((prefix, name)) => is_subdomain(prefix) && is_name(name),
    }
}

/// Empty, or as the name of a label.
pub(crate) fn is_value(value: &str) -> bool {
    value.is_empty() || is_name(value)
}

/// At most 63 bytes, letters and digits at both ends.
fn is_name(name: &str) -> bool {
    name.len() <= 63
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.ends_with(|last: char| last.is_ascii_alphanumeric())
}

/// At most 253 bytes: lower-case labels of letters, digits and inner dashes (RFC 1123).
fn is_subdomain(domain: &str) -> bool {
    domain.len() <= 253 && domain.split('.').all(is_domain_label)
}

fn is_domain_label(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
}
