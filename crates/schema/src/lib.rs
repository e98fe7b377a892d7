//! What Kubernetes knows of its own API: the fields of every kind, the lifecycle of its versions, and the catalogue of
//! its resources.
//!
//! All are recorded from the real Kubernetes (`kube/record.sh`) and shipped as tables.

mod check;
mod custom;
mod fields;
mod generated;
mod kinds;
mod lifecycle;
mod nearest;
mod problem;
mod quantity;
mod resource;
mod scalar;
mod time;
mod types;
mod version;

pub use check::problems;
pub use custom::Definitions;
pub use lifecycle::{Lifecycle, Replacement, State, lifecycle};
pub use problem::{Fault, Hint, KindHint, Problem};
pub use resource::{Availability, Resource, Subresource, resource, resource_by_name, resources, scope};
