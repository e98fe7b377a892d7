//! The folder outside the tree that holds what is built or installed once.

use std::path::{Path, PathBuf};

use crate::Failure;

/// The folder of [`testkit::cache`]: `bin` holds programs that tests find by the search path, `python` and `checkov`
/// are Python environments, `node` is a folder with `node_modules`; what is built of `kube/` lies beside them, named by
/// a hash of its sources.
#[derive(Clone, Debug)]
pub struct Cache {
    root: PathBuf,
}

impl Cache {
    /// Finds the folder; it need not be there yet.
    pub fn find() -> Result<Cache, Failure> {
        let root = testkit::cache().map_err(Failure::new)?;
        Ok(Cache { root })
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Programs, one file each.
    pub fn bin(&self) -> PathBuf {
        self.root.join("bin")
    }

    /// A program of [`Cache::bin`].
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin().join(name)
    }

    /// The search path of tests: [`Cache::bin`] first, then what it was.
    pub fn search_path(&self) -> std::ffi::OsString {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.bin()).chain(std::env::split_paths(&path));
        std::env::join_paths(folders).unwrap_or(path)
    }
}
