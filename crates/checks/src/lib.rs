//! One file per check, the registry that names them all, and the sink that applies configuration to what they say.
//!
//! A check is one file: its documentation, its metadata, its judgement, its fix and its fixtures, and one `mod` line
//! in its area. `cargo xtask gen` derives the registry (`generated.rs`) and the pages of `docs/checks`.
//!
//! The way of a finding: a judgement says a [`sink::Draft`]; `context` moves its severity by what surrounds the
//! object; configuration has the last word on severity; `inline`, `exceptions` and `baseline` suppress; `finish` gives it
//! its place, field, fingerprint and order.

mod active;
mod baseline;
mod change;
mod check;
mod cite;
mod container;
mod context;
mod dangling;
mod exceptions;
mod field;
mod finish;
#[cfg(test)]
mod fixture;
mod generated;
mod glob;
mod inline;
mod loopback;
mod registry;
mod run;
mod setting;
mod settings;
mod sink;
mod standards;

// The areas, by their folders.
mod admission;
mod api;
mod configuration;
mod etcd;
mod image;
mod namespace;
mod network;
mod node;
mod operations;
mod pod;
mod rbac;
mod reference;
mod secret;
mod syntax;

pub use check::{DefaultValue, Parameter};
pub use registry::{documentation, parameters, rule, rules};
pub use run::{Outcome, run};
pub use secret::{HIDDEN, Secret, hide_in_incomplete, secrets_in_line};
pub use settings::{Configuration, ConfigurationError, Exception, ParameterValue, validate};
