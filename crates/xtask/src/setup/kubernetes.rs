//! The real Kubernetes of `kube/`: a control plane, and small programs that ask its own code. How they are built stands
//! in the scripts beside their sources.

use std::process::Command;

use super::{Cache, Made, Step, require};
use crate::{Failure, process, root};

/// etcd, API server, controllers, scheduler and kubelet in one binary: minutes, once.
pub(super) const CLUSTER: Step = Step { name: "kube/cluster", make: |cache| build(cache, "cluster") };

/// The programs that give the real code's verdicts.
pub(super) const ORACLES: Step = Step { name: "kube/oracle", make: |cache| build(cache, "oracle") };

fn build(cache: &Cache, module: &str) -> Result<Made, Failure> {
    let script = root().join("kube").join(module).join("build.sh");
    let names = |cache: &Cache| {
        let entries = std::fs::read_dir(cache.root()).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name()).collect::<std::collections::BTreeSet<_>>()
    };
    require("go", "install Go 1.26 or newer (on Debian: apt-get install golang)")?;
    let before = names(cache);
    process::output(Command::new("sh").arg(script).env("SEAWALL_CACHE", cache.root()))?;
    Ok(if names(cache) == before { Made::Before } else { Made::Now })
}
