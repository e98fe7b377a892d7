//! What Kubernetes knows of its own API: the lifecycle of its versions, and the catalogue of its resources.
//!
//! Both are recorded from the real Kubernetes (`kube/record.sh`) and shipped as tables.

mod generated;
mod lifecycle;
mod resource;
mod version;

pub use lifecycle::{Lifecycle, Replacement, State, lifecycle};
pub use resource::{Availability, Resource, Subresource, resource, resource_by_name, resources, scope};
