//! `CFG`: suppressions that do not do what their author meant. The pass that applies suppressions finds them.

pub(crate) mod expired_suppression;
pub(crate) mod suppression_without_reason;
pub(crate) mod unknown_suppressed_id;
pub(crate) mod unmatched_suppression;
pub(crate) mod unreadable_suppression;
