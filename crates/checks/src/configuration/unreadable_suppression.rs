//! ## What it does
//! Finds comments that begin with `seawall:` and are not of the form `seawall: ignore[ID,…] reason`, annotations whose
//! key is longer than the API server accepts, and suppressions with an `until` that is no day.
//!
//! ## Why is this bad
//! They do nothing, although their author meant something.
//!
//! ## Fix safety
//! There is no fix: only their author knows what was meant. For a container whose name makes the annotation too long,
//! write a comment above it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace # seawall: ignore NSP001 because the platform labels it
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
        id: "CFG005",
        name: "unreadable-suppression",
        title: "Suppression that cannot be read",
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
