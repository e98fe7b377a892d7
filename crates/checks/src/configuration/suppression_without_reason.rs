//! ## What it does
//! Finds suppressions (annotations, comments, exceptions of the configuration) that give no reason.
//!
//! ## Why is this bad
//! Such a suppression does not apply. Whoever reads it later cannot know whether what it hid was judged harmless or
//! only inconvenient, and nobody dares to remove it.
//!
//! ## Fix safety
//! There is no fix: only its author knows the reason. Write it behind the id: `"reason; until 2027-01-31"`.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   annotations:
//!     seawall/ignore.NSP001: ""
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   annotations:
//!     seawall/ignore.NSP001: labelled by the platform when it is created
//! ```

use finding::{Rule, Severity};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "CFG001",
        name: "suppression-without-reason",
        title: "Suppression without a reason",
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
