//! The repository, and the folder of vectors beside it.

use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn repository() -> &'static Path {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    root.unwrap_or_else(|| panic!("{} is not in crates/ of a repository", env!("CARGO_MANIFEST_DIR")))
}

/// The folder `shared` beside the repository, with recorded verdicts and the peers' lists; `None` in a plain clone.
pub fn shared() -> Option<PathBuf> {
    let folder = repository().parent()?.join("shared");
    folder.is_dir().then_some(folder)
}

/// A folder of vectors, such as `yaml`. Where there are none, says that the suite is not run.
pub fn vectors(suite: &str, name: &str) -> Option<PathBuf> {
    let folder = shared().map(|shared| shared.join("vectors").join(name)).filter(|folder| folder.is_dir());
    if folder.is_none() {
        crate::not_run(suite, "no vectors");
    }
    folder
}

/// A file of `kube/recorded`: what the real Kubernetes said when it was last asked.
///
/// # Panics
/// When it is not there.
pub fn recorded(name: &str) -> String {
    let path = repository().join("kube/recorded").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
