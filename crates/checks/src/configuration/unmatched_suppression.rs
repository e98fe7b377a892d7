//! ## What it does
//! Finds suppressions of a check that finds nothing where they stand. A suppression of a check that did not take part
//! in the run is left alone.
//!
//! ## Why is this bad
//! What it hid is gone, or it never stood in the right place. Left behind, it hides the next mistake of the same kind.
//!
//! ## Fix safety
//! There is no fix: remove it, or move it to where the finding is.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels: {pod-security.kubernetes.io/enforce: restricted}
//!   annotations:
//!     seawall/ignore.NSP001: the platform labels it
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
        id: "CFG003",
        name: "unmatched-suppression",
        title: "Suppression that covers nothing",
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
