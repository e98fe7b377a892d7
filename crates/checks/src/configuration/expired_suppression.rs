//! ## What it does
//! Finds suppressions whose `until` lies in the past.
//!
//! ## Why is this bad
//! They do not apply any more: what they hid counts again. Whoever set the day meant to look at it once more.
//!
//! ## Fix safety
//! There is no fix: mend what it hid, or decide again and name a later day.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   annotations:
//!     seawall/ignore.NSP001: the platform labels it soon; until 2020-01-31
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   annotations:
//!     seawall/ignore.NSP001: the platform labels it soon; until 2999-12-31
//! ```

use finding::{Rule, Severity};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "CFG002",
        name: "expired-suppression",
        title: "Suppression past its last day",
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
