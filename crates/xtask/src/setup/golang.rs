//! Programs that are Go modules: the real Helm and Kustomize, and the peer that the benchmark measures.

use std::fs;
use std::process::Command;

use super::{Cache, Made, Step, require};
use crate::{Failure, process};

/// Helm, which renders charts.
pub(super) const HELM: Step =
    Step { name: "helm", make: |cache| install(cache, "helm", "helm.sh/helm/v4/cmd/helm@v4.3.1") };

/// Kustomize, which renders kustomizations; the newest that the Go of this year builds.
pub(super) const KUSTOMIZE: Step = Step {
    name: "kustomize",
    make: |cache| install(cache, "kustomize", "sigs.k8s.io/kustomize/kustomize/v5@v5.8.1"),
};

/// kube-score, by which the benchmark measures.
pub(super) const KUBE_SCORE: Step = Step {
    name: "kube-score",
    make: |cache| install(cache, "kube-score", "github.com/zegl/kube-score/cmd/kube-score@v1.20.0"),
};

/// Installs a package's program unless this very version was installed; a note beside it says which one is.
fn install(cache: &Cache, program: &str, package: &str) -> Result<Made, Failure> {
    let note = cache.root().join(format!("{program}.version"));
    if process::is_program(&cache.program(program))
        && fs::read_to_string(&note).is_ok_and(|text| text == package)
    {
        return Ok(Made::Before);
    }
    require("go", "install Go 1.26 or newer (on Debian: apt-get install golang)")?;
    process::output(Command::new("go").args(["install", "-trimpath", package]).env("GOBIN", cache.bin()))?;
    fs::write(&note, package).map_err(|error| Failure::new(format!("{}: {error}", note.display())))?;
    Ok(Made::Now)
}
