//! What takes the place of an API version.

use model::KubernetesVersion;
use schema::{Lifecycle, State};

/// The `apiVersion` that an object can move to by changing that alone: the same kind in another version or group that
/// this Kubernetes has.
pub(crate) fn successor(life: &Lifecycle, version: KubernetesVersion) -> Option<String> {
    let next = life.successor_at(version)?;
    (next.kind == life.kind && next.state_at(version) != State::NotYet).then(|| next.api_version())
}

/// What to do, as the end of a sentence.
pub(crate) fn advice(life: &Lifecycle, version: KubernetesVersion) -> String {
    let Some(next) = life.successor_at(version) else { return String::new() };
    let kind = if next.kind == life.kind { String::new() } else { format!("{} of ", next.kind) };
    match next.introduced.filter(|introduced| *introduced > version) {
        Some(introduced) => format!(": from Kubernetes {introduced} on use {kind}{}", next.api_version()),
        None => format!(": use {kind}{}", next.api_version()),
    }
}
