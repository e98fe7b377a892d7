//! `OPS`: good practice without which things break rather than get stolen.

pub(crate) mod duplicate_environment_variable;
