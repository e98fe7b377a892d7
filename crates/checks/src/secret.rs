//! `SEC`: secrets in the wrong place.

mod exposed;
mod hidden;
mod line;
mod name;
mod shape;
mod token;
mod value;

pub(crate) mod literal_environment;
pub(crate) mod secret_environment;
pub(crate) mod secret_in_config_map;

pub use hidden::{HIDDEN, Secret, hide_in_incomplete, secrets_in_line};

pub(crate) use exposed::{Detector, Exposed, Holder};
pub(crate) use hidden::{hide, hide_in_message};

/// Secrets as plain data.
pub(crate) fn hidden(exposed: &[Exposed<'_>]) -> impl Iterator<Item = Secret> {
    exposed.iter().map(Secret::of)
}
