//! The Inventory: every object of the input, and what can be asked of it without judging.
//!
//! One walker over containers, one resolver of the effective security context, one selector matcher, and the
//! look-ups between objects. Everything here borrows from the documents; nothing is copied but names.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod capabilities;
mod draft;
mod index;
mod inventory;
mod label;
mod link;
mod made;
mod names;
mod object;
mod place;
mod pod;
mod presence;
mod reference;
mod security;
mod selection;
mod selector;
mod version;

pub use capabilities::{Capabilities, DEFAULT_CAPABILITIES};
pub use draft::Draft;
pub use inventory::{Builder, Inventory, Malformed, Options};
pub use label::{is_label_key, is_label_value};
pub use link::{Link, Port, Purpose};
pub use object::{GroupVersionKind, Object, ObjectId, Owner, Scope};
pub use pod::{Container, ContainerRole, PodView, Volume};
pub use presence::Presence;
pub use reference::{EnvironmentReference, Reference, ReferenceKind};
pub use security::{Effective, EffectiveSecurity, Profile, SetBy};
pub use selector::{Selector, SelectorError};
pub use version::KubernetesVersion;
