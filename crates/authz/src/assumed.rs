//! The roles that Kubernetes itself makes (`plugin/pkg/auth/authorizer/rbac/bootstrappolicy`), recorded from its code.

use std::sync::Arc;

use manifest::{Document, Limits, Source};
use model::KubernetesVersion;

use crate::generated::ROLES;

/// A role of Kubernetes as it was in some of its releases.
pub(crate) struct AssumedRole {
    /// The first minor that has it so.
    pub first: u16,
    /// The last.
    pub last: u16,
    /// As a manifest, in JSON.
    pub manifest: &'static str,
}

/// The roles of a release, as documents; those of the nearest release that is known.
pub(crate) fn roles(version: KubernetesVersion) -> Vec<Document> {
    let known = ROLES.iter().map(|role| role.last).max().unwrap_or_default();
    let oldest = ROLES.iter().map(|role| role.first).min().unwrap_or_default();
    let minor = version.minor.clamp(oldest, known.max(oldest));
    let of_release = ROLES.iter().filter(|role| (role.first..=role.last).contains(&minor));
    let text: Vec<&str> = of_release.map(|role| role.manifest).collect();
    let source = Source::new("kubernetes", text.join("\n---\n").into_bytes(), Limits::default());
    source.map(|source| manifest::documents(&Arc::new(source)).flatten().collect()).unwrap_or_default()
}
