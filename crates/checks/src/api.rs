//! `API`: versions of the API.

mod successor;

pub(crate) mod deprecated_version;
pub(crate) mod removed_version;
