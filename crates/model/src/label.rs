//! Names and values of labels (apimachinery `util/validation`: `IsQualifiedName`, `IsValidLabelValue`).

/// Whether a text can be the key of a label: a name, or a DNS subdomain, `/` and a name.
pub fn is_label_key(key: &str) -> bool {
    let key = key.as_bytes();
    let slash = key.iter().position(|byte| *byte == b'/');
    match slash.and_then(|slash| Some((key.get(..slash)?, key.get(slash + 1..)?))) {
        None => is_name(key),
        Some((prefix, name)) => is_subdomain(prefix) && is_name(name),
    }
}

/// Whether a text can be the value of a label: empty, or as the name of one.
pub fn is_label_value(value: &str) -> bool {
    value.is_empty() || is_name(value.as_bytes())
}

/// At most 63 bytes, letters and digits at both ends.
fn is_name(name: &[u8]) -> bool {
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    name.len() <= 63
        && name.first().is_some_and(u8::is_ascii_alphanumeric)
        && name.last().is_some_and(u8::is_ascii_alphanumeric)
        && name.iter().all(inner)
}

/// At most 253 bytes: lower-case labels of letters, digits and inner dashes (RFC 1123).
fn is_subdomain(domain: &[u8]) -> bool {
    domain.len() <= 253 && domain.split(|byte| *byte == b'.').all(is_domain_label)
}

fn is_domain_label(label: &[u8]) -> bool {
    let end = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    label.first().is_some_and(end)
        && label.last().is_some_and(end)
        && label.iter().all(|byte| end(byte) || *byte == b'-')
}
