//! When versions of the API came and went.

use std::sync::LazyLock;

use model::KubernetesVersion;
use rustc_hash::FxHashMap;

use crate::generated::LIFECYCLES;

/// The life of a kind in one version of its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifecycle {
    /// The group; empty for the core group.
    pub group: &'static str,
    /// The kind.
    pub kind: &'static str,
    /// The version of the group.
    pub version: &'static str,
    /// The first Kubernetes that has it, where established.
    pub introduced: Option<KubernetesVersion>,
    /// The first Kubernetes that warns of it.
    pub deprecated: Option<KubernetesVersion>,
    /// The first Kubernetes without it: announced, where it is still to come.
    pub removed: Option<KubernetesVersion>,
    /// What takes its place.
    pub replacement: Option<Replacement>,
}

/// The kind and version that take the place of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The group; empty for the core group.
    pub group: &'static str,
    /// The version of the group.
    pub version: &'static str,
    /// The kind.
    pub kind: &'static str,
}

/// What a Kubernetes makes of a version of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It does not have it yet.
    NotYet,
    /// It has it (alpha and beta versions only where they are enabled).
    Served,
    /// It has it, and warns of it.
    Deprecated,
    /// It no longer has it.
    Removed,
}

/// The life of a kind in one version of its group; `None` for what Kubernetes itself never defined.
pub fn lifecycle(group: &str, version: &str, kind: &str) -> Option<&'static Lifecycle> {
    BY_NAME.get(&(group, kind, version)).copied()
}

/// By group, kind and version: every object is asked for its own more than once.
static BY_NAME: LazyLock<FxHashMap<(&str, &str, &str), &Lifecycle>> =
    LazyLock::new(|| LIFECYCLES.iter().map(|life| ((life.group, life.kind, life.version), life)).collect());

/// The lives of a kind in all versions of a group.
pub(crate) fn of_kind(group: &str, kind: &str) -> &'static [Lifecycle] {
    let key = |life: &Lifecycle| (life.group, life.kind);
    let from = LIFECYCLES.partition_point(|life| key(life) < (group, kind));
    let to = LIFECYCLES.partition_point(|life| key(life) <= (group, kind));
    LIFECYCLES.get(from..to).unwrap_or_default()
}

impl Lifecycle {
    /// What a Kubernetes makes of it.
    pub fn state_at(&self, version: KubernetesVersion) -> State {
        let reached = |point: Option<KubernetesVersion>| point.is_some_and(|point| point <= version);
        if reached(self.removed) {
            State::Removed
        } else if self.introduced.is_some_and(|introduced| version < introduced) {
            State::NotYet
        } else if reached(self.deprecated) {
            State::Deprecated
        } else {
            State::Served
        }
    }

    /// What an object of it moves to on a Kubernetes: what took its place, or the place of that in turn, as far as that
    /// Kubernetes has it and does not warn of it. Where it has nothing better yet, what is to come
    /// ([`State::NotYet`]); `None` where nothing takes its place.
    pub fn successor_at(&self, version: KubernetesVersion) -> Option<&'static Lifecycle> {
        let mut known = None;
        // A kind has had eight versions at most; a table that goes in circles must not be followed for ever.
        for life in std::iter::successors(self.next(), |life| life.next()).take(8) {
            match life.state_at(version) {
                State::Served => return Some(life),
                State::NotYet => {
                    let others = of_kind(life.group, life.kind).iter();
                    let served =
                        others.filter(|other| other.state_at(version) == State::Served && *other != self);
                    return served.max_by_key(|other| other.introduced).or(known).or(Some(life));
                }
                State::Deprecated => known = Some(life),
                State::Removed => {}
            }
        }
        known
    }

    /// What takes its place, where that is known itself.
    fn next(&self) -> Option<&'static Lifecycle> {
        self.replacement.and_then(|to| lifecycle(to.group, to.version, to.kind))
    }

    /// As manifests write it: `apps/v1`, `v1`.
    pub fn api_version(&self) -> String {
        api_version(self.group, self.version)
    }
}

fn api_version(group: &str, version: &str) -> String {
    if group.is_empty() { version.to_owned() } else { format!("{group}/{version}") }
}

impl Replacement {
    /// As manifests write it: `apps/v1`, `v1`.
    pub fn api_version(&self) -> String {
        api_version(self.group, self.version)
    }
}
