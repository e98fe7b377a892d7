//! `OPS`: good practice without which things break rather than get stolen.

mod amount;
pub(crate) mod blocking_budget;
pub(crate) mod duplicate_environment_variable;
mod lasting;
pub(crate) mod mismatching_selector;
pub(crate) mod no_cpu_limit;
pub(crate) mod no_cpu_request;
pub(crate) mod no_liveness_probe;
pub(crate) mod no_memory_limit;
pub(crate) mod no_memory_request;
pub(crate) mod no_readiness_probe;
pub(crate) mod unmanaged_pod;
