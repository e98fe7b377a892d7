//! Strings that many objects share, kept once.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::GroupVersionKind;

/// Hands out one shared copy per string and per kind.
#[derive(Debug, Default)]
pub(crate) struct Names {
    strings: FxHashSet<Arc<str>>,
    /// By apiVersion, then by kind.
    kinds: FxHashMap<Arc<str>, FxHashMap<Arc<str>, Arc<GroupVersionKind>>>,
}

impl Names {
    /// The shared copy of a string.
    pub(crate) fn string(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.strings.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.strings.insert(Arc::clone(&new));
        new
    }

    /// The shared copy of a kind.
    pub(crate) fn kind(&mut self, api_version: &str, kind: &str) -> Arc<GroupVersionKind> {
        if let Some(known) = self.kinds.get(api_version).and_then(|kinds| kinds.get(kind)) {
            return Arc::clone(known);
        }
        let (group, version) = split_api_version(api_version);
        let new = Arc::new(GroupVersionKind {
            group: self.string(group),
            version: self.string(version),
            kind: self.string(kind),
        });
        let api_version = self.string(api_version);
        self.kinds.entry(api_version).or_default().insert(Arc::clone(&new.kind), Arc::clone(&new));
        new
    }
}

/// `apps/v1` is group `apps`, version `v1`; without a slash it is a version of the core group.
pub(crate) fn split_api_version(api_version: &str) -> (&str, &str) {
    api_version.split_once('/').unwrap_or(("", api_version))
}
