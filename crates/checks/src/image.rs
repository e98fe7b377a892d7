//! `IMG`: what images are named.

mod name;

pub(crate) mod deprecated_registry;
pub(crate) mod latest_tag;
pub(crate) mod stale_image;
pub(crate) mod unpinned_digest;
