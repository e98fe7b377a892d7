//! Notes, counted by kind.

use std::collections::BTreeMap;

use finding::Note;

/// How many examples a note names.
const EXAMPLES: usize = 5;

/// What was left aside so far.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    by_kind: BTreeMap<&'static str, Vec<String>>,
}

impl Notes {
    /// A file without any document that looks like Kubernetes.
    pub const SKIPPED_FILE: &'static str = "skipped-file";
    /// A document that is none of Kubernetes', in a file with others that are.
    pub const SKIPPED_DOCUMENT: &'static str = "skipped-document";
    /// A symbolic link that leads out of the folder that was named.
    pub const OUTSIDE_LINK: &'static str = "link-leads-outside";
    /// A chart that only lends its definitions to others.
    pub const LIBRARY_CHART: &'static str = "library-chart";
    /// A Component that no kustomization of the input uses.
    pub const UNUSED_COMPONENT: &'static str = "unused-component";

    /// Adds an example to a kind.
    pub fn add(&mut self, kind: &'static str, example: impl Into<String>) {
        self.by_kind.entry(kind).or_default().push(example.into());
    }

    /// One note per kind, with its first examples in order.
    pub fn finish(self) -> Vec<Note> {
        self.by_kind
            .into_iter()
            .map(|(kind, mut examples)| {
                let count = examples.len();
                examples.sort();
                examples.truncate(EXAMPLES);
                Note { kind, count, examples }
            })
            .collect()
    }
}
