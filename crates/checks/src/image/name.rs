//! Names of images, as container runtimes read them.

/// The parts of an image's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ImageName<'t> {
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
        let last = name.rsplit('/').next().unwrap_or(name);
        let tag = last.split_once(':').map(|(_, tag)| tag).filter(|tag| !tag.is_empty());
        ImageName { tag, digest }
    }
}

#[cfg(test)]
mod tests {
    use super::ImageName;

    #[test]
    fn ports_are_no_tags() {
        let read = |text| (ImageName::read(text).tag, ImageName::read(text).digest);
        assert_eq!(read("api"), (None, None));
        assert_eq!(read("registry.example:5000/api"), (None, None));
        assert_eq!(read("registry.example:5000/api:1.4"), (Some("1.4"), None));
        assert_eq!(read("api:1.4@sha256:abc"), (Some("1.4"), Some("sha256:abc")));
        assert_eq!(read("api@sha256:abc"), (None, Some("sha256:abc")));
    }
}
