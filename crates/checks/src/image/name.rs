//! Names of images, as container runtimes read them.

use std::borrow::Cow;

/// The parts of an image's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ImageName<'t> {
    /// What stands before tag and digest.
    pub name: &'t str,
    /// The tag, if there is one.
    pub tag: Option<&'t str>,
    /// The digest with its algorithm, if there is one.
    pub digest: Option<&'t str>,
}

impl<'t> ImageName<'t> {
    /// Reads `registry:port/path:tag@algorithm:digest`.
    pub fn read(text: &'t str) -> ImageName<'t> {
        let (name, digest) = text.split_once('@').map_or((text, None), |(name, digest)| (name, Some(digest)));
        // A colon before the last slash belongs to the registry's port.
        let last = name.rfind('/').map_or(0, |slash| slash + 1);
        let colon = name[last..].find(':').map(|colon| last + colon);
        let tag = colon.map(|colon| &name[colon + 1..]).filter(|tag| !tag.is_empty());
        ImageName { name: colon.map_or(name, |colon| &name[..colon]), tag, digest }
    }
}

/// An image's name with its registry and folder, as runtimes complete it: `api` is `docker.io/library/api`.
pub(crate) fn with_registry(text: &str) -> Cow<'_, str> {
    match text.split_once('/') {
        Some((first, _)) if is_registry(first) => Cow::Borrowed(text),
        Some(_) => Cow::Owned(format!("docker.io/{text}")),
        None => Cow::Owned(format!("docker.io/library/{text}")),
    }
}

/// Whether the part before the first slash is a registry and not a folder of Docker Hub (`splitDockerDomain`).
fn is_registry(first: &str) -> bool {
    first.contains(['.', ':']) || first == "localhost" || first.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Whether a text is a reference to an image, by the grammar of the distribution project (`reference.go`).
pub(crate) fn is_reference(text: &str) -> bool {
    let (name, digest) = text.split_once('@').map_or((text, None), |(name, digest)| (name, Some(digest)));
    let path = match name.split_once('/') {
        Some((first, path)) if is_registry(first) => {
            if !is_host(first) {
                return false;
            }
            path
        }
        _ => name,
    };
    let (path, tag) = path.split_once(':').map_or((path, None), |(path, tag)| (path, Some(tag)));
    path.split('/').all(is_folder) && tag.is_none_or(is_tag) && digest.is_none_or(is_digest)
}

fn is_host(text: &str) -> bool {
    if text.starts_with('[') {
        return text.contains(']');
    }
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let label = |label: &str| {
        let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !label.is_empty() && label.bytes().all(inside) && !label.starts_with('-') && !label.ends_with('-')
    };
    let number = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    host.split('.').all(label) && port.is_none_or(number)
}

/// Lower-case letters and digits, with `.`, `_`, `__` or any number of `-` between them.
fn is_folder(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let ends = text.bytes().next().is_some_and(word) && text.bytes().next_back().is_some_and(word);
    let separators = text.split(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    ends && separators
        .into_iter()
        .all(|between| matches!(between, "" | "." | "_" | "__") || between.bytes().all(|byte| byte == b'-'))
}

fn is_tag(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let first = text.bytes().next().is_some_and(word);
    first && text.len() <= 128 && text.bytes().all(|byte| word(byte) || matches!(byte, b'.' | b'-'))
}

/// An algorithm and its hexadecimal digits; those of SHA-2 have a length of their own.
fn is_digest(text: &str) -> bool {
    let Some((algorithm, digits)) = text.split_once(':') else { return false };
    let length = match algorithm {
        "sha256" => digits.len() == 64,
        "sha512" => digits.len() == 128,
        _ => digits.len() >= 32,
    };
    length && !algorithm.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::{ImageName, is_reference, with_registry};

    #[test]
    fn ports_are_no_tags() {
        let read = |text| (ImageName::read(text).tag, ImageName::read(text).digest);
        assert_eq!(read("api"), (None, None));
        assert_eq!(read("registry.example:5000/api"), (None, None));
        assert_eq!(read("registry.example:5000/api:1.4"), (Some("1.4"), None));
        assert_eq!(read("api:1.4@sha256:abc"), (Some("1.4"), Some("sha256:abc")));
        assert_eq!(read("api@sha256:abc"), (None, Some("sha256:abc")));
    }

    #[test]
    fn names_are_completed_as_runtimes_do() {
        assert_eq!(with_registry("api:1"), "docker.io/library/api:1");
        assert_eq!(with_registry("shop/api"), "docker.io/shop/api");
        assert_eq!(with_registry("localhost/api"), "localhost/api");
        assert_eq!(with_registry("registry:5000/api"), "registry:5000/api");
    }

    #[test]
    fn references_follow_the_grammar() {
        let digest = format!("sha256:{}", "0".repeat(64));
        for text in ["api", "a/b/c:V1_.-", "r.example:5000/a.b_c__d---e", "[::1]:5000/api:1", "localhost/api"]
        {
            assert!(is_reference(text), "{text}");
            assert!(is_reference(&format!("{text}@{digest}")), "{text}");
        }
        for text in [
            "",
            "/",
            "api:",
            "api::1",
            "a//b",
            "API",
            "a:1:2",
            "api@sha256:0",
            "a___b",
            "a..b",
            "-a",
            "a-",
            "a b",
            "r.example:x/api",
            "api:-1",
            "api@",
            "https://r.example/api",
        ] {
            assert!(!is_reference(text), "{text}");
        }
    }
}
