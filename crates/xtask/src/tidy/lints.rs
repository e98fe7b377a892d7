//! The lints that hold the invariants are switched on where they must be.

use super::{Complaints, Tree};

/// Layer 0 cannot panic on any input.
const CANNOT_PANIC: [&str; 3] = ["manifest", "model", "finding"];
const PANIC_LINTS: [&str; 5] = ["unwrap_used", "expect_used", "panic", "indexing_slicing", "string_slice"];

/// Crates that may touch files, processes, the clock and the environment: they have a `clippy.toml` of their own.
const ADAPTERS: [&str; 5] = ["load", "seawall", "testkit", "conformance", "xtask"];

pub(super) fn check(tree: &Tree) -> Complaints {
    let mut complaints = Vec::new();
    for package in tree.crates() {
        let name = &package.name;
        let manifest = tree
            .file(&format!("crates/{name}/Cargo.toml"))
            .map(|file| file.text.as_str())
            .unwrap_or_default();
        if !manifest.contains("[lints]\nworkspace = true") {
            complaints.push(format!("crates/{name}/Cargo.toml does not take the workspace's lints"));
        }
        let own_rules = tree.file(&format!("crates/{name}/clippy.toml")).is_some();
        if own_rules && !ADAPTERS.contains(&name.as_str()) {
            complaints
                .push(format!("crates/{name}/clippy.toml may not be there: only adapters and tools do I/O"));
        }
    }
    for name in CANNOT_PANIC {
        let text = tree
            .file(&format!("crates/{name}/src/lib.rs"))
            .map(|file| file.text.as_str())
            .unwrap_or_default();
        let denied =
            text.split("#![deny(").nth(1).and_then(|rest| rest.split(")]").next()).unwrap_or_default();
        for lint in PANIC_LINTS.iter().filter(|lint| !denied.contains(&format!("clippy::{lint}"))) {
            complaints.push(format!("crates/{name}/src/lib.rs does not deny clippy::{lint}"));
        }
    }
    let rust = tree.files().iter().filter(|file| file.path.ends_with(".rs"));
    // In two parts, so that this file does not complain of itself.
    let ignored = concat!("#[", "ignore");
    complaints.extend(
        rust.filter(|file| file.text.contains(ignored))
            .map(|file| format!("{} switches a test off: assert what is wrong today instead", file.path)),
    );
    complaints
}
