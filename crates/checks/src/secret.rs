//! `SEC`: secrets in the wrong place.

mod shape;

pub(crate) mod literal_environment;
pub(crate) mod secret_environment;
pub(crate) mod secret_in_config_map;
