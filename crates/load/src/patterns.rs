//! `--include` and `--exclude`: globs over paths.

use std::path::Path;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::RequestError;

/// A set of globs. One without a `/` speaks of a name at any depth, one with it of the path as given or from the folder
/// that is walked.
#[derive(Clone, Debug)]
pub(crate) struct Patterns {
    set: GlobSet,
}

impl Patterns {
    /// Compiles globs.
    pub fn new(globs: &[String]) -> Result<Patterns, RequestError> {
        let mut builder = GlobSetBuilder::new();
        for glob in globs {
            let bare = glob.trim_end_matches('/');
            let anchored = if bare.contains('/') {
                bare.strip_prefix("./").unwrap_or(bare).trim_start_matches('/').to_owned()
            } else {
                format!("**/{bare}")
            };
            let compiled = GlobBuilder::new(&anchored)
                .literal_separator(true)
                .build()
                .map_err(|error| bad_glob(glob, &error))?;
            builder.add(compiled);
        }
        let set = builder.build().map_err(|error| bad_glob(&globs.join(" "), &error))?;
        Ok(Patterns { set })
    }

    /// Whether there is no glob.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Whether a glob matches a path of a walk: as given, or from the folder that is walked.
    pub fn match_in(&self, root: &Path, path: &Path) -> bool {
        let from_root = path.strip_prefix(root).unwrap_or(path);
        self.set.is_match(from_root) || self.set.is_match(path.strip_prefix(".").unwrap_or(path))
    }

    /// Whether a glob matches a named path or a folder that it is in.
    pub fn match_path_or_parent(&self, path: &Path) -> bool {
        let path = path.strip_prefix(".").unwrap_or(path);
        path.ancestors().any(|ancestor| !ancestor.as_os_str().is_empty() && self.set.is_match(ancestor))
    }
}

fn bad_glob(glob: &str, error: &globset::Error) -> RequestError {
    RequestError::BadGlob { glob: glob.to_owned(), message: error.kind().to_string() }
}

/// The matcher of a glob that stands where a path may.
pub(crate) fn word(glob: &str) -> Result<globset::GlobMatcher, RequestError> {
    let bare = glob.strip_prefix("./").unwrap_or(glob);
    let compiled =
        GlobBuilder::new(bare).literal_separator(true).build().map_err(|error| bad_glob(glob, &error))?;
    Ok(compiled.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_matches_at_any_depth_and_a_path_where_it_stands() {
        let patterns = Patterns::new(&["vendor/".into(), "tests/*.yaml".into()]).unwrap();
        let root = Path::new("repo");
        assert!(patterns.match_in(root, Path::new("repo/a/vendor")));
        assert!(patterns.match_in(root, Path::new("repo/tests/a.yaml")));
        assert!(!patterns.match_in(root, Path::new("repo/deep/tests/a.yaml")));
        assert!(!patterns.match_in(root, Path::new("repo/tests/deep/a.yaml")));
        assert!(patterns.match_path_or_parent(Path::new("x/vendor/y/a.yaml")));
        assert!(!patterns.match_path_or_parent(Path::new("x/vendored/a.yaml")));
    }

    #[test]
    fn a_broken_glob_is_named() {
        let error = Patterns::new(&["a[".into()]).unwrap_err();
        assert!(error.to_string().starts_with("`a[` is not a glob: "), "{error}");
    }
}
