//! Helpers of the tests: oracles, a real Kubernetes, caret fixtures.

mod inventory;

pub use inventory::{documents, inventory, inventory_with, options};
