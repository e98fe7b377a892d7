//! File names as URI references (RFC 3986).

/// A relative name becomes a relative reference, an absolute one a `file` URI.
pub(super) fn of_file(name: &str) -> String {
    let is_drive = name.as_bytes().get(1) == Some(&b':')
        && name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let mut uri = String::with_capacity(name.len() + 8);
    if name.starts_with('/') {
        uri.push_str("file://");
    } else if is_drive {
        uri.push_str("file:///");
        uri.push_str(&name[..2]);
    }
    let name = if is_drive { &name[2..] } else { name.trim_start_matches("./") };
    for byte in name.bytes() {
        encode(byte, &mut uri);
    }
    uri
}

/// Appends a byte of a path, in percent where it is not unreserved. A colon would be read as a scheme.
fn encode(byte: u8, uri: &mut String) {
    if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
        uri.push(char::from(byte));
    } else {
        uri.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::of_file;

    #[test]
    fn encodes_what_a_path_may_not_hold() {
        assert_eq!(of_file("./shop/api v2#1.yaml"), "shop/api%20v2%231.yaml");
        assert_eq!(of_file("größe:1%.yaml"), "gr%C3%B6%C3%9Fe%3A1%25.yaml");
        assert_eq!(of_file("../up.yaml"), "../up.yaml");
        assert_eq!(of_file("a.tgz!/templates/x.yaml"), "a.tgz!/templates/x.yaml");
    }

    #[test]
    fn absolute_names_are_file_uris() {
        assert_eq!(of_file("/srv/api.yaml"), "file:///srv/api.yaml");
        assert_eq!(of_file("C:/srv/api.yaml"), "file:///C:/srv/api.yaml");
    }
}
