//! The lints that hold the invariants are switched on where they must be.

use super::{Complaints, Tree};

/// Layer 0 cannot panic on any input.
const CANNOT_PANIC: [&str; 3] = ["manifest", "model", "finding"];
const PANIC_LINTS: [&str; 5] = ["unwrap_used", "expect_used", "panic", "indexing_slicing", "string_slice"];

/// Crates that may touch files, processes, the clock and the environment: they have a `clippy.toml` of their own.
const ADAPTERS: [&str; 5] = ["load", "seawall", "testkit", "conformance", "xtask"];

/// Texts that no source may have, and what to do instead. In two parts, so that this file does not complain of itself.
const FORBIDDEN: [(&str, &str); 2] = [
    (concat!("#[", "ignore"), "switches a test off: assert what is wrong today instead"),
    (concat!("println!(\"", "not run"), "skips a suite by itself: call testkit::not_run"),
];

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
    let rust = rust.filter(|file| !file.path.starts_with("crates/testkit/"));
    for file in rust {
        complaints.extend(
            FORBIDDEN
                .iter()
                .filter(|(text, _)| file.text.contains(text))
                .map(|(_, instead)| format!("{} {instead}", file.path)),
        );
    }
    complaints
}
