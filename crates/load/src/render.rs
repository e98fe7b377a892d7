//! Charts and kustomizations, rendered by the real tools that are installed: without network, within limits of time and
//! output, from the files as they lie there.

mod archive;
mod helm;
mod kustomize;
pub(crate) mod origin;
mod process;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub(crate) use archive::archive;
pub(crate) use helm::chart;
pub(crate) use kustomize::kustomization;

use crate::find::Input;
use crate::{RequestError, paths};

/// How charts and kustomizations are rendered.
#[derive(Clone, Debug)]
pub struct Rendering {
    /// Files of values for the one chart of the input.
    pub values: Vec<PathBuf>,
    /// `key=value` for the one chart of the input.
    pub set: Vec<String>,
    /// How long one process may take.
    pub time_limit: Duration,
    /// How many bytes one process may write.
    pub output_limit: usize,
}

impl Default for Rendering {
    /// No values; 60 seconds and 256 MiB for each.
    fn default() -> Self {
        Rendering {
            values: Vec::new(),
            set: Vec::new(),
            time_limit: Duration::from_secs(60),
            output_limit: 256 << 20,
        }
    }
}

impl Rendering {
    fn limits(&self) -> process::Limits {
        process::Limits { time: self.time_limit, output: self.output_limit }
    }

    /// Whether the values can be meant for the input: there is one chart, and the files are there (Helm would fetch an
    /// address).
    pub(crate) fn check(&self, inputs: &[Input]) -> Result<(), RequestError> {
        if self.values.is_empty() && self.set.is_empty() {
            return Ok(());
        }
        for path in &self.values {
            if let Err(error) = std::fs::File::open(path) {
                let message = crate::read::reason(&error);
                return Err(RequestError::Values { path: paths::name(path), message });
            }
        }
        let is_archive = |path: &Path| archive::chart_type(path).is_some();
        let charts: Vec<String> = inputs
            .iter()
            .filter_map(|input| match input {
                Input::Chart { name, .. } => Some(name.clone()),
                Input::Archive { name, path } => is_archive(path).then(|| name.clone()),
                _ => None,
            })
            .collect();
        if charts.len() == 1 { Ok(()) } else { Err(RequestError::ChartCount(charts)) }
    }
}
