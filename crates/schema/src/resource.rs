//! The resources that the API server serves.

use model::Scope;

use crate::generated::RESOURCES;
use crate::{lifecycle, version};

/// A resource of the API server of the newest Kubernetes that this build knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The group; empty for the core group.
    pub group: &'static str,
    /// The kind of its objects.
    pub kind: &'static str,
    /// The version of the group.
    pub version: &'static str,
    /// The plural, as paths and RBAC rules have it: `deployments`.
    pub name: &'static str,
    /// Whether its objects live in namespaces.
    pub scope: Scope,
    /// What it takes for the server to serve it.
    pub availability: Availability,
    /// `deploy`.
    pub short_names: &'static [&'static str],
    /// `all`.
    pub categories: &'static [&'static str],
    /// What can be done with it, ordered: `create`, `delete`, …
    pub verbs: &'static [&'static str],
    /// Its subresources, ordered by name.
    pub subresources: &'static [Subresource],
}

/// A subresource: `log` of `pods`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subresource {
    /// The name behind the slash.
    pub name: &'static str,
    /// The kind that requests and responses hold.
    pub kind: &'static str,
    /// What can be done with it, ordered.
    pub verbs: &'static [&'static str],
}

/// What it takes for the API server to serve a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Availability {
    /// Nothing.
    Default,
    /// `--runtime-config`: its version is alpha or beta.
    RuntimeConfig,
    /// A feature gate as well.
    FeatureGate,
}

/// All resources, ordered by group, kind and version.
pub fn resources() -> &'static [Resource] {
    RESOURCES
}

/// The resource of a kind in one version of its group.
pub fn resource(group: &str, version: &str, kind: &str) -> Option<&'static Resource> {
    let key = (group, kind, version);
    let index = RESOURCES.binary_search_by_key(&key, |it| (it.group, it.kind, it.version)).ok()?;
    RESOURCES.get(index)
}

/// The resource that a user means by a word, in the version that the API server prefers: plural, singular or short
/// name, in any case, with the group behind it or not: `deployments`, `Deployment`, `deploy`, `deployments.apps`,
/// `deployments.v1.apps`. Without a group the core group comes first.
pub fn resource_by_name(word: &str) -> Option<&'static Resource> {
    let word = word.to_ascii_lowercase();
    let (name, group) = word.split_once('.').unwrap_or((&word, ""));
    let has_group = name.len() < word.len();
    let of_group = |resource: &Resource| match group.split_once('.') {
        _ if !has_group || resource.group == group => true,
        Some((version, group)) => resource.version == version && resource.group == group,
        None => resource.version == group && resource.group.is_empty(),
    };
    let meant = RESOURCES.iter().filter(|resource| resource.is_called(name) && of_group(resource));
    meant.min_by_key(|resource| {
        (resource.availability, resource.group, std::cmp::Reverse(version::rank(resource.version)))
    })
}

/// The scope of a group's kind where Kubernetes itself defines it, in any version, those that are gone too.
pub fn scope(group: &str, kind: &str) -> Option<Scope> {
    served_scope(group, kind).or_else(|| {
        let lives = lifecycle::of_kind(group, kind);
        let heirs = lives.iter().filter_map(|life| life.replacement);
        heirs
            .filter(|heir| (heir.group, heir.kind) != (group, kind))
            .find_map(|heir| served_scope(heir.group, heir.kind))
            .or_else(|| scope_without_heir(group, kind))
    })
}

fn served_scope(group: &str, kind: &str) -> Option<Scope> {
    let index = RESOURCES.partition_point(|it| (it.group, it.kind) < (group, kind));
    RESOURCES.get(index).filter(|it| (it.group, it.kind) == (group, kind)).map(|it| it.scope)
}

/// Kinds that are gone, and that nothing served today took the place of.
fn scope_without_heir(group: &str, kind: &str) -> Option<Scope> {
    match (group, kind) {
        ("policy" | "extensions", "PodSecurityPolicy")
        | ("admissionregistration.k8s.io", "InitializerConfiguration")
        | ("auditregistration.k8s.io", "AuditSink")
        | ("networking.k8s.io", "ClusterCIDR") => Some(Scope::Cluster),
        ("settings.k8s.io", "PodPreset")
        | (
            "resource.k8s.io",
            "PodScheduling" | "PodSchedulingContext" | "ResourceClaimParameters" | "ResourceClassParameters",
        ) => Some(Scope::Namespaced),
        _ => None,
    }
}

impl Resource {
    /// A subresource by name.
    pub fn subresource(&self, name: &str) -> Option<&'static Subresource> {
        self.subresources.iter().find(|subresource| subresource.name == name)
    }

    /// The singular: `deployment`.
    pub fn singular(&self) -> String {
        self.kind.to_ascii_lowercase()
    }

    /// Whether a word in lower case is one of its names.
    fn is_called(&self, word: &str) -> bool {
        self.name == word || self.short_names.contains(&word) || self.kind.eq_ignore_ascii_case(word)
    }
}
