//! The recorded output in `docs/commands` and the README: a normal test of `seawall` compares it, this task rewrites it.

use crate::{Failure, process, root};

/// Runs that test in the mode in which it writes instead of comparing.
pub fn refresh() -> Result<(), Failure> {
    process::run(
        process::cargo()
            .args(["test", "--quiet", "--package", "seawall", "--test", "console"])
            .env("SEAWALL_UPDATE", "1")
            .current_dir(root()),
    )
}
