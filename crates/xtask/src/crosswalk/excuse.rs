//! Excuses: why a check of another tool has no counterpart here.

use std::fs;
use std::path::Path;

use super::Key;
use crate::generate::reading::files;

/// The folder of the excuses: tables of `tool`, `id`, `reason`, `note`, each with that head.
pub const FOLDER: &str = "crates/checks/crosswalk";

/// Why a check of another tool has no counterpart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Only the running cluster knows: conditions, metrics, what is served.
    LiveState,
    /// About the files and processes of a node or of the control plane, which no manifest shows.
    NodeProcess,
    /// About what is in an image.
    ImageContent,
    /// About one vendor's product or cloud account.
    VendorProduct,
    /// Something else took its place; the note says what, or why nothing has to.
    Superseded,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// Whose check it is.
    pub key: Key,
    /// Why.
    pub reason: Reason,
    /// Why in detail, or what stands in its place.
    pub note: String,
    /// File and line.
    pub place: String,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 5] = [
        Reason::LiveState,
        Reason::NodeProcess,
        Reason::ImageContent,
        Reason::VendorProduct,
        Reason::Superseded,
    ];

    /// The word in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::LiveState => "live-state",
            Reason::NodeProcess => "node-process",
            Reason::ImageContent => "image-content",
            Reason::VendorProduct => "vendor-product",
            Reason::Superseded => "superseded",
        }
    }

    /// What it means, for people.
    pub fn meaning(self) -> &'static str {
        match self {
            Reason::LiveState => "only the running cluster knows",
            Reason::NodeProcess => "files and processes of a node or of the control plane",
            Reason::ImageContent => "what is in an image",
            Reason::VendorProduct => "one vendor's product or cloud account",
            Reason::Superseded => "something else took its place",
        }
    }
}

/// The excuses of all files, in the order of names and lines; for a line that cannot be read, what is wrong with it.
pub(super) fn all(root: &Path) -> Vec<Result<Excuse, String>> {
    let mut excuses = Vec::new();
    for file in files(&root.join(FOLDER), "tsv") {
        let name = file.strip_prefix(root).unwrap_or(&file).display().to_string().replace('\\', "/");
        match fs::read_to_string(&file) {
            Ok(text) => excuses.extend(table(&name, &text)),
            Err(error) => excuses.push(Err(format!("{name}: {error}"))),
        }
    }
    excuses
}

fn table<'t>(name: &'t str, text: &'t str) -> impl Iterator<Item = Result<Excuse, String>> + 't {
    let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.is_empty());
    lines.map(move |(number, line)| {
        let place = format!("{name}:{}", number + 1);
        read(&place, line).map_err(|problem| format!("{place}: {problem}"))
    })
}

fn read(place: &str, line: &str) -> Result<Excuse, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [tool, id, reason, note] = columns[..] else {
        return Err("not four columns: tool, id, reason, note".to_owned());
    };
    let found = Reason::ALL.into_iter().find(|known| known.as_str() == reason);
    let Some(reason) = found else {
        let known = Reason::ALL.map(Reason::as_str).join(", ");
        return Err(format!("there is no reason `{reason}`: {known}"));
    };
    if note.trim().is_empty() {
        return Err("the note is empty: say why, or what takes its place".to_owned());
    }
    let key = (tool.to_owned(), id.to_owned());
    Ok(Excuse { key, reason, note: note.to_owned(), place: place.to_owned() })
}
