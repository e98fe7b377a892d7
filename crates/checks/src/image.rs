//! `IMG`: what images are named.

pub(crate) mod deprecated_registry;
pub(crate) mod invalid_name;
pub(crate) mod latest_tag;
pub(crate) mod missing_image;
pub(crate) mod name;
pub(crate) mod open_ended_repository;
pub(crate) mod registry;
pub(crate) mod retired_software;
pub(crate) mod stale_image;
pub(crate) mod unpinned_digest;
