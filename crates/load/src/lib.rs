//! Files, standard input, archives, charts and kustomizations into an Inventory: all reading and writing of files, and
//! all starting of processes, that the commands need.
//!
//! ```text
//! words ─► find (walk, charts, kustomizations) ─► inputs ─► read or render ─► parse ─► Inventory
//!                                                 in order     in parallel, per input and per document
//! ```
//! Nothing is skipped silently: what looks like input and cannot be read is [`Incomplete`], what is none of our
//! business is a [`Note`], and a word that names nothing is the caller's mistake ([`RequestError`]).

mod chart;
mod find;
mod gather;
mod kustomization;
mod notes;
mod parse;
mod paths;
mod patterns;
mod read;
mod recognise;
mod render;
mod walk;
mod write;

use std::path::PathBuf;
use std::sync::Arc;

use finding::{Incomplete, Note};
use manifest::{Limits, Source};
use model::{Builder, Inventory, Options};
use rayon::prelude::*;

use find::Input;
use gather::Gathering;
use parse::Parsed;
pub use read::reason;
pub use render::Rendering;
pub use write::{WriteError, write_file};

/// What to load and how.
#[derive(Clone, Debug)]
pub struct Request {
    /// Files, folders, globs, and `-` for standard input; empty for the current folder.
    pub paths: Vec<PathBuf>,
    /// Globs: in folders only files that match one are read, whatever their extension; empty for the usual extensions.
    pub include: Vec<String>,
    /// Globs: files and folders that are left out.
    pub exclude: Vec<String>,
    /// What the user said of the input as a whole; the version is passed on to Helm.
    pub options: Options,
    /// How charts and kustomizations are rendered.
    pub rendering: Rendering,
    /// What one file may cost.
    pub limits: Limits,
}

/// All that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The objects.
    pub inventory: Inventory,
    /// What looks like input and could not be read, parsed or rendered, in the order of the input.
    pub incomplete: Vec<Incomplete>,
    /// What was left aside, sorted by kind.
    pub notes: Vec<Note>,
    /// The texts that objects came from, in the order of the input.
    pub sources: Vec<Arc<Source>>,
}

/// Why a request cannot be carried out at all: the caller's mistake (exit code 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestError {
    /// A named path or glob matches nothing.
    NoMatch(String),
    /// A glob is not one.
    BadGlob {
        /// The glob as written.
        glob: String,
        /// What is wrong with it.
        message: String,
    },
    /// A file of values is not a local file that can be read.
    Values {
        /// The word as given.
        path: String,
        /// What is wrong with it.
        message: String,
    },
    /// `--values` or `--set` with another number of charts than one.
    ChartCount(Vec<String>),
    /// A snapshot of a cluster, which this version does not read.
    Snapshot(String),
}

impl std::fmt::Display for RequestError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RequestError::NoMatch(word) if paths::is_glob(word) => {
                write!(formatter, "nothing matches `{word}`")
            }
            RequestError::NoMatch(word) => write!(formatter, "no such file or folder: `{word}`"),
            RequestError::BadGlob { glob, message } => write!(formatter, "`{glob}` is not a glob: {message}"),
            RequestError::Values { path, message } => {
                write!(formatter, "cannot use the values file `{path}`: {message}")
            }
            RequestError::ChartCount(charts) if charts.is_empty() => {
                write!(formatter, "--values and --set are for a chart, and the input has none")
            }
            RequestError::ChartCount(charts) => write!(
                formatter,
                "--values and --set are for one chart, and the input has {}: {}; name one of them",
                charts.len(),
                charts.join(", ")
            ),
            RequestError::Snapshot(name) => {
                write!(
                    formatter,
                    "`{name}` is a snapshot of a cluster, which this version cannot read yet; scan files"
                )
            }
        }
    }
}

impl std::error::Error for RequestError {}

/// Reads everything that a request names. The result does not depend on the number of threads.
pub fn load(request: &Request) -> Result<Loaded, RequestError> {
    let found = find::find(request)?;
    request.rendering.check(&found.inputs)?;
    let parsed: Vec<Parsed> = found.inputs.par_iter().map(|input| open(input, request)).collect();

    let mut gathering = Gathering::new(Builder::new(request.options.clone()), found.incomplete, found.notes);
    parsed.into_iter().try_for_each(|parsed| gathering.take(parsed))?;
    Ok(gathering.finish())
}

/// Reads or renders one input and parses it.
fn open(input: &Input, request: &Request) -> Parsed {
    let text = match input {
        Input::File { path, name } => read::file(path, name, request.limits),
        Input::Stdin => read::stdin(request.limits),
        Input::Chart { root, name } => render::chart(root, name, request),
        Input::Archive { path, name } => render::archive(path, name, request),
        Input::Kustomization { root, name } => render::kustomization(root, name, request),
    };
    parse::parse(text, request.limits)
}
