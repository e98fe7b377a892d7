//! Kinds that Kubernetes does not know in the version that is written.

use model::{GroupVersionKind, KubernetesVersion};

use crate::custom::Definitions;
use crate::lifecycle::{State, lifecycle};
use crate::nearest::nearest;
use crate::problem::KindHint;
use crate::resource::resource;
use crate::types;

/// Kinds of the core group that no API server keeps: answers of its own, and files of its clients.
const NO_OBJECTS: [&str; 8] = [
    "APIGroup",
    "APIResourceList",
    "APIVersions",
    "Config",
    "List",
    "SerializedReference",
    "Status",
    "WatchEvent",
];

/// Whether the API server keeps objects of a kind, as it does not keep reviews.
pub(crate) fn is_kept(gvk: &GroupVersionKind) -> bool {
    let verbs = resource(&gvk.group, &gvk.version, &gvk.kind).map(|resource| resource.verbs);
    verbs.is_some_and(|verbs| verbs.contains(&"create") && verbs.contains(&"get"))
}

/// Whether a kind that the table knows came later than the version that judges.
pub(crate) fn later(version: KubernetesVersion, gvk: &GroupVersionKind) -> Option<KindHint> {
    let life = lifecycle(&gvk.group, &gvk.version, &gvk.kind)?;
    (life.state_at(version) == State::NotYet).then_some(KindHint::Later)
}

/// What to say of a kind that the table does not know, if its group is one of Kubernetes'.
pub(crate) fn unknown(gvk: &GroupVersionKind, definitions: &Definitions<'_>) -> Option<KindHint> {
    let (group, version, kind) = (&*gvk.group, &*gvk.version, &*gvk.kind);
    let is_ours = types::kinds().any(|(own, _, _)| own == group);
    let is_known = || {
        lifecycle(group, version, kind).is_some()
            || resource(group, version, kind).is_some()
            || definitions.has(group, kind)
            || (group.is_empty() && NO_OBJECTS.contains(&kind))
            || kind.ends_with("List")
            || kind.ends_with("Options")
    };
    if !is_ours || kind.is_empty() || is_known() {
        return None;
    }
    let newest = |group: &str, kind: &str| {
        types::versions_of(group, kind).max_by_key(|version| crate::version::rank(version))
    };
    if let Some(known) = newest(group, kind) {
        return Some(KindHint::Under(api_version(group, known)));
    }
    let mut groups: Vec<&str> =
        types::kinds().filter(|(_, _, own)| *own == kind).map(|(group, _, _)| group).collect();
    groups.dedup();
    groups.retain(|group| *group != "extensions");
    if let [elsewhere] = groups[..]
        && let Some(known) = newest(elsewhere, kind)
    {
        return Some(KindHint::Under(api_version(elsewhere, known)));
    }
    let of_version = types::kinds().filter(|(own, of, _)| *own == group && *of == version);
    Some(nearest(kind, of_version.map(|(_, _, kind)| kind)).map_or(KindHint::None, KindHint::Misspelt))
}

fn api_version(group: &str, version: &str) -> String {
    if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") }
}
