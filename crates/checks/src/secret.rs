//! `SEC`: secrets in the wrong place.

mod exposed;
mod hidden;

pub(crate) mod legacy_registry_secret;
pub(crate) mod literal_environment;
pub(crate) mod secret_environment;
pub(crate) mod secret_in_annotation;
pub(crate) mod secret_in_argument;
pub(crate) mod secret_in_config_map;
pub(crate) mod secret_in_manifest;
pub(crate) mod token_secret;

pub use hidden::{HIDDEN, Secret, hide_in_incomplete, secrets_in_line};

pub(crate) use exposed::{Detector, Exposed, Holder};
pub(crate) use hidden::{hide, hide_in_message};

use model::Object;

/// The secrets of an object as plain data.
pub(crate) fn hidden(object: &Object, exposed: &[Exposed<'_>]) -> impl Iterator<Item = Secret> {
    exposed.iter().map(|exposed| Secret::of(object.id(), exposed))
}
