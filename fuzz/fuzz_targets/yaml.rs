//! Any bytes: no panic, and what holds for every input.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/manifest/tests/manifest/common/invariants.rs"]
mod invariants;

fuzz_target!(|bytes: &[u8]| invariants::read(bytes));
