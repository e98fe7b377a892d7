//! ## What it does
//! Finds suppressions that name an id which no check has.
//!
//! ## Why is this bad
//! It does nothing: a mistyped id leaves the finding where it is, and a reader believes it is dealt with.
//!
//! ## Fix safety
//! There is no fix: `seawall checks` lists all ids.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace # seawall: ignore[NSP01] the platform labels it
//! metadata:
//!   name: shop
//!   labels: {pod-security.kubernetes.io/enforce: restricted}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata: {name: shop} # seawall: ignore[NSP001] the platform labels it
//! ```

use finding::{Rule, Severity};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "CFG004",
        name: "unknown-suppressed-id",
        title: "Suppression of a check that does not exist",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Suppression,
};
