//! The real Kubernetes of `kube/`: a control plane, and small programs that ask its own code.

use std::collections::BTreeSet;

use super::{Cache, Made, Step, require};
use crate::Failure;

/// etcd, API server, controllers, scheduler and kubelet in one binary: minutes, once.
pub(super) const CLUSTER: Step = Step { name: "kube/cluster", make: |cache| build(cache, "cluster", "kube") };

/// The programs that give the real code's verdicts.
pub(super) const ORACLES: Step = Step { name: "kube/oracle", make: |cache| build(cache, "oracle", "yaml") };

/// The same for authorization, which needs all of Kubernetes.
pub(super) const AUTHORIZATION: Step =
    Step { name: "kube/authorization", make: |cache| build(cache, "authorization", "rbac") };

fn build(cache: &Cache, folder: &str, program: &str) -> Result<Made, Failure> {
    require("go", "install Go 1.26 or newer (on Debian: apt-get install golang)")?;
    let before = built_folders(cache);
    testkit::built(folder, program).map_err(Failure::new)?;
    Ok(if built_folders(cache) == before { Made::Before } else { Made::Now })
}

fn built_folders(cache: &Cache) -> BTreeSet<std::ffi::OsString> {
    let entries = std::fs::read_dir(cache.root()).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name()).collect()
}
