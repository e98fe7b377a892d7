//! What is read: the arguments that `scan` and `pss` share, and the request they become.

use std::path::PathBuf;

use clap::Args;
use load::{Loaded, Rendering, Request};
use manifest::Limits;
use model::{KubernetesVersion, Options};

use crate::configuration::Settings;
use crate::failure::Failure;

/// What to read.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArguments {
    /// Files, folders, globs, charts and kustomizations; `-` is standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The namespace of manifests that name none
    #[arg(short, long, value_name = "NS")]
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

fn version(text: &str) -> Result<KubernetesVersion, String> {
    KubernetesVersion::parse(text).ok_or_else(|| "write a version as 1.37, v1.37 or 1.37.1".to_owned())
}

impl InputArguments {
    /// Reads the input; flags win over the configuration.
    pub fn load(&self, settings: &Settings) -> Result<Loaded, Failure> {
        if self.cluster {
            return Err(Failure::new(
                "--cluster is not there yet; scan files: kubectl get all -A -o yaml | seawall scan -",
            ));
        }
        Ok(load::load(&self.request(settings))?)
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
