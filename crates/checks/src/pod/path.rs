//! Paths of nodes.

use std::borrow::Cow;

/// A path without doubled slashes, `.` and a slash at the end, as the kernel takes it. (`..` is refused by the API server.)
pub(crate) fn normal(path: &str) -> Cow<'_, str> {
    let plain = path == "/" || !(path.ends_with('/') || path.contains("//") || path.contains("/."));
    if plain {
        return Cow::Borrowed(path);
    }
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    Cow::Owned(format!("/{}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn one_path_has_many_spellings() {
        for (path, expected) in
            [("/", "/"), ("//", "/"), ("/var//run/", "/var/run"), ("/./etc/.", "/etc"), ("/a", "/a")]
        {
            assert_eq!(normal(path), expected, "{path}");
        }
    }
}
