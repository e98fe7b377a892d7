//! `API`: versions of the API and the fields of its objects.

pub(crate) mod refused;
mod successor;

pub(crate) mod deprecated_version;
pub(crate) mod missing_field;
pub(crate) mod removed_version;
pub(crate) mod unknown_field;
pub(crate) mod unknown_kind;
pub(crate) mod unknown_value;
pub(crate) mod wrong_type;
