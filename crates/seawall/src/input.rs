//! What is read: the arguments that `scan` and `pss` share, and the request they become.

use std::path::PathBuf;

use clap::Args;
use finding::Note;
use load::{Loaded, Rendering, Request};
use manifest::Limits;
use model::{KubernetesVersion, Options};

use crate::configuration::Settings;
use crate::failure::Failure;
use crate::threads;

/// What to read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArguments {
    /// Files, folders, globs, charts and kustomizations; `-` is standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The namespace of manifests that name none
    #[arg(short, long, value_name = "NS", value_parser = namespace)]
    pub namespace: Option<String>,

    /// All namespaces, which is what is read anyway
    #[arg(short = 'A', long, conflicts_with = "namespace")]
    pub all_namespaces: bool,

    /// In folders, read only files that match (repeatable); others than .yaml, .yml and .json too
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,

    /// Leave out files and folders that match (repeatable)
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,

    /// The input is all there is: what it refers to and does not hold is missing
    #[arg(long)]
    pub complete: bool,

    /// Judge by this version of Kubernetes [default: the newest known]
    #[arg(long, value_name = "VERSION", value_parser = version)]
    pub kubernetes_version: Option<KubernetesVersion>,

    /// Render the one chart of the input with this file of values (repeatable)
    #[arg(long, value_name = "FILE")]
    pub values: Vec<PathBuf>,

    /// Render the one chart of the input with this value (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,

    /// Read a live cluster (a later version will)
    #[arg(long, hide = true)]
    pub cluster: bool,

    /// Read configuration from this file [default: the nearest seawall.toml, up to the repository's root]
    #[arg(long, value_name = "FILE", help_heading = "Configuration")]
    pub config: Option<PathBuf>,
}

/// Reads a version: one that Kubernetes has or may yet have.
pub(crate) fn version(text: &str) -> Result<KubernetesVersion, String> {
    let version = KubernetesVersion::parse(text).filter(|version| version.major == 1);
    version.ok_or_else(|| "a version of Kubernetes is written as 1.37, v1.37 or 1.37.1".to_owned())
}

/// What is to be said of a version that came after this build.
fn newer(version: KubernetesVersion) -> Option<Note> {
    let examples = vec![version.to_string()];
    (version > KubernetesVersion::NEWEST).then_some(Note {
        kind: "newer-kubernetes-version",
        count: 1,
        examples,
    })
}

/// Reads the name of a namespace: a label of RFC 1123.
fn namespace(text: &str) -> Result<String, String> {
    let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_label = (1..=63).contains(&text.len())
        && text.bytes().all(inside)
        && !text.starts_with('-')
        && !text.ends_with('-');
    let rule =
        "a namespace's name has up to 63 lower-case letters, digits and `-`, which is neither first nor last";
    if is_label { Ok(text.to_owned()) } else { Err(rule.to_owned()) }
}

impl InputArguments {
    /// Reads the input; flags win over the configuration.
    pub fn load(&self, settings: &Settings) -> Result<Loaded, Failure> {
        if self.cluster {
            return Err(Failure::new(
                "--cluster is not there yet; scan files: kubectl get all -A -o yaml | seawall scan -",
            ));
        }
        threads::start();
        let mut loaded = load::load(&self.request(settings))?;
        loaded.notes.extend(newer(loaded.inventory.options().version));
        Ok(loaded)
    }

    fn request(&self, settings: &Settings) -> Request {
        let exclude = if self.exclude.is_empty() { &settings.exclude } else { &self.exclude };
        Request {
            paths: self.paths.clone(),
            include: self.include.clone(),
            exclude: exclude.clone(),
            options: Options {
                namespace: self.namespace.as_deref().map(Into::into),
                complete: self.complete || settings.complete,
                version: self
                    .kubernetes_version
                    .or(settings.kubernetes_version)
                    .unwrap_or(KubernetesVersion::NEWEST),
                scope: schema::scope,
            },
            rendering: Rendering {
                values: self.values.clone(),
                set: self.set.clone(),
                ..Rendering::default()
            },
            limits: Limits::default(),
        }
    }
}
