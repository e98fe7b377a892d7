//! Which folders are kustomizations, what they refer to, and which of them stand for themselves.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use manifest::{Document, Limits, Node, Source};

use crate::paths::normal;

/// The files that make a folder a kustomization (kustomize's `RecognizedKustomizationFileNames`).
pub(crate) const MARKERS: [&str; 3] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/// A kustomization file is small; a larger one is left to kustomize.
const LIMITS: Limits = Limits { bytes: 4 << 20, depth: 100 };

/// What one kustomization refers to.
#[derive(Debug, Default)]
struct Kustomization {
    /// Words that name files or folders, or what lies on other machines.
    references: Vec<String>,
    is_component: bool,
}

/// The kustomizations of the input and what they own. Paths are in their normal form.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// By the path of the file that makes it: the folder.
    roots: HashMap<PathBuf, PathBuf>,
    owned: HashSet<PathBuf>,
    unused_components: Vec<PathBuf>,
}

impl Graph {
    /// Reads the kustomizations among the files.
    pub fn among<'p>(files: impl Iterator<Item = &'p Path>) -> Graph {
        let markers = files
            .filter(|file| file.file_name().is_some_and(|name| MARKERS.iter().any(|marker| name == *marker)));
        let found: Vec<(&Path, PathBuf, Kustomization)> =
            markers.filter_map(|marker| Some((marker, folder(marker), read(marker)?))).collect();
        let mut graph = Graph::default();
        let mut used: HashSet<PathBuf> = HashSet::new();
        for (marker, folder, kustomization) in &found {
            graph.owned.insert(normal(marker));
            for path in kustomization.local(folder) {
                used.insert(path.clone());
                graph.owned.insert(path);
            }
        }
        for (marker, folder, kustomization) in &found {
            match (used.contains(folder), kustomization.is_component) {
                (true, _) => {}
                (false, true) => graph.unused_components.push(folder.clone()),
                (false, false) => {
                    graph.roots.insert(normal(marker), folder.clone());
                }
            }
        }
        graph.add_cycles(&found);
        graph
    }

    /// Kustomizations that only refer to each other have no root; kustomize shall say so, rather than we say nothing.
    fn add_cycles(&mut self, found: &[(&Path, PathBuf, Kustomization)]) {
        let by_folder: HashMap<&Path, &Kustomization> =
            found.iter().map(|(_, folder, kustomization)| (folder.as_path(), kustomization)).collect();
        let mut reached: HashSet<PathBuf> = HashSet::new();
        let mut next: Vec<PathBuf> = self.roots.values().chain(&self.unused_components).cloned().collect();
        for (marker, folder, _) in found {
            while let Some(folder) = next.pop() {
                if let Some(kustomization) = by_folder.get(folder.as_path())
                    && reached.insert(folder.clone())
                {
                    next.extend(kustomization.local(&folder));
                }
            }
            if !reached.contains(folder) {
                self.roots.insert(normal(marker), folder.clone());
                next.push(folder.clone());
            }
        }
    }

    /// The kustomization that is to be rendered where this file stands.
    pub fn root_at(&self, file: &Path) -> Option<&Path> {
        if self.roots.is_empty() { None } else { self.roots.get(&normal(file)).map(PathBuf::as_path) }
    }

    /// Whether a kustomization uses the file, or it is one.
    pub fn owns(&self, file: &Path) -> bool {
        !self.owned.is_empty() && self.owned.contains(&normal(file))
    }

    /// Components that nothing refers to; they cannot be rendered alone.
    pub fn unused_components(&self) -> &[PathBuf] {
        &self.unused_components
    }
}

/// What a kustomization, or one that it refers to, wants from another machine.
pub(crate) fn remote_reference(root: &Path) -> Option<String> {
    let mut seen = HashSet::new();
    let mut next = vec![normal(root)];
    while let Some(folder) = next.pop() {
        let marker = MARKERS.iter().map(|marker| folder.join(marker)).find(|marker| marker.is_file());
        let Some(kustomization) = marker.as_deref().and_then(read) else { continue };
        if let Some(remote) = kustomization.references.iter().find(|word| is_remote(&folder, word)) {
            return Some(remote.clone());
        }
        if seen.insert(folder.clone()) {
            next.extend(kustomization.local(&folder).into_iter().filter(|path| path.is_dir()));
        }
    }
    None
}

/// A reference that is no path here and is written as kustomize writes addresses.
fn is_remote(folder: &Path, word: &str) -> bool {
    let address = word.contains("://")
        || word.contains("?ref=")
        || ["git@", "git::", "github.com", "gitlab.com", "bitbucket.org"]
            .iter()
            .any(|start| word.starts_with(start));
    address && !folder.join(word).exists()
}

fn folder(marker: &Path) -> PathBuf {
    normal(marker.parent().unwrap_or(Path::new("")))
}

/// Reads a kustomization file. `None` where it is something else that bears the name, such as Flux' own kind; one that
/// does not parse is kustomize's to refuse.
fn read(marker: &Path) -> Option<Kustomization> {
    let parse = || {
        let source = Source::new(marker.to_string_lossy(), std::fs::read(marker).ok()?, LIMITS).ok()?;
        Document::parse(&Arc::new(source), LIMITS).ok()
    };
    let Some(document) = parse() else { return Some(Kustomization::default()) };
    let root = document.root();
    let version = root.get("apiVersion").and_then(Node::as_str).unwrap_or_default();
    if !version.is_empty() && !version.starts_with("kustomize.config.k8s.io/") {
        return None;
    }
    let is_component = root.get("kind").and_then(Node::as_str).is_some_and(|kind| kind == "Component");
    Some(Kustomization { references: references(root), is_component })
}

/// Lists whose items are paths, or objects written in place.
const LISTS: [&str; 9] = [
    "resources",
    "bases",
    "components",
    "crds",
    "configurations",
    "generators",
    "transformers",
    "validators",
    "patchesStrategicMerge",
];

/// Lists whose items name a file under `path`.
const PATHS: [&str; 3] = ["patches", "patchesJson6902", "replacements"];

fn references(root: Node<'_>) -> Vec<String> {
    let text = |node: Node<'_>| node.as_str().map(|text| text.into_owned());
    let list = |node: Node<'_>, key: &str| {
        node.get(key).into_iter().flat_map(Node::items).filter_map(text).collect::<Vec<_>>()
    };
    let mut words: Vec<String> = LISTS.iter().flat_map(|key| list(root, key)).collect();
    for key in PATHS {
        words.extend(
            root.get(key)
                .into_iter()
                .flat_map(Node::items)
                .filter_map(|item| item.get("path").and_then(text)),
        );
    }
    for generator in ["configMapGenerator", "secretGenerator"]
        .iter()
        .flat_map(|key| root.get(key).into_iter().flat_map(Node::items))
    {
        let files = list(generator, "files");
        words.extend(
            files.iter().map(|file| file.split_once('=').map_or(file.as_str(), |(_, path)| path).to_owned()),
        );
        words.extend(list(generator, "envs"));
        words.extend(generator.get("env").and_then(text));
    }
    words.extend(root.path(&["openapi", "path"]).and_then(text));
    for chart in root.get("helmCharts").into_iter().flat_map(Node::items) {
        words.extend(chart.get("valuesFile").and_then(text));
        words.extend(list(chart, "additionalValuesFiles"));
    }
    words.retain(|word| !word.contains('\n') && !word.is_empty());
    words
}

impl Kustomization {
    fn local(&self, folder: &Path) -> Vec<PathBuf> {
        self.references.iter().map(|word| normal(&folder.join(word))).collect()
    }
}
