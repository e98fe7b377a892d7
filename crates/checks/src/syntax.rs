//! `SYN`: what is written twice or ambiguously.

pub(crate) mod duplicate_key;
