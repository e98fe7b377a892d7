//! The project's own tasks, one module per task. `cargo xtask` runs them; tests call those that are tests too.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "tools of the command line")]

pub mod bench;
pub mod console;
pub mod crosswalk;
pub mod failure;
pub mod fuzz;
pub mod generate;
pub mod process;
pub mod setup;
mod table;
pub mod test;
pub mod tidy;

pub use failure::Failure;

use std::path::{Path, PathBuf};

/// The root of the tree that this tool was built from.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
