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

mod inventory;
mod object;
mod pod;
mod security;
mod selector;
mod version;

pub use inventory::{Builder, Inventory, Malformed, Options, Presence};
pub use object::{GroupVersionKind, Object, ObjectId};
pub use pod::{Container, ContainerRole, EnvironmentReference, PodView, Reference, ReferenceKind, Volume};
pub use security::{Effective, EffectiveSecurity, SetBy};
pub use selector::{Selector, SelectorError};
pub use version::KubernetesVersion;
