//! RBAC as the API server evaluates it (`plugin/pkg/auth/authorizer/rbac`, `pkg/registry/rbac/validation`): rules,
//! bindings, aggregated ClusterRoles, and the roles that Kubernetes itself makes.
//!
//! A [`World`] is made once of an Inventory. Names are interned; from a subject an index leads to its bindings, from a
//! resource to the rules that name it, so that a decision looks at neither all bindings nor all rules.

mod aggregate;
mod assumed;
mod build;
mod cover;
mod decide;
mod generated;
mod request;
mod role;
mod rule;
mod symbol;
mod world;

pub use build::{Aggregation, Options};
pub use decide::{By, Decision, Grounds};
pub use request::{Action, Request, Space, User};
pub use role::{Binding, BindingId, Role, RoleId, RoleKind, RoleReference, Subject, SubjectKind};
pub use rule::{Rule, RuleId};
pub use symbol::Symbol;
pub use world::World;

/// The group of roles and bindings.
pub const GROUP: &str = "rbac.authorization.k8s.io";

/// The group whose members may do everything, whatever RBAC says (`user.SystemPrivilegedGroup`).
pub const MASTERS: &str = "system:masters";
