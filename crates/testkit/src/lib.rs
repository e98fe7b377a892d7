//! Helpers of the tests: oracles, a real Kubernetes, caret fixtures.
//!
//! What a test needs from outside the tree may be missing: the vectors, Go, a network for its modules. Then the suite
//! is not run and says so through [`not_run`], the one way to do that; nothing passes in silence.

mod cache;
pub mod carets;
mod config_maps;
mod inventory;
pub mod kube;
mod left_out;
pub mod oracle;
mod shared;

pub use cache::{built, cache, installed};
pub use config_maps::{ConfigMap, config_maps};
pub use inventory::{documents, inventory, inventory_with, options};
pub use left_out::{kubernetes_left_out, not_run};
pub use shared::{recorded, shared, vectors};
