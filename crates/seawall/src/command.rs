//! The commands, one module each: its arguments and what it does with them.

pub(crate) mod checks;
pub(crate) mod complete;
pub(crate) mod completion;
pub(crate) mod explain;
pub(crate) mod man;
pub(crate) mod pss;
pub(crate) mod scan;
