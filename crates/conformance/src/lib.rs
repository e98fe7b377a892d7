//! Recorded verdicts and live differential tests against the real components.
//!
//! The tests are in `tests/`; what several of them need is here.

pub mod judgement;
pub mod objects;
pub mod pods;
pub mod random;
