//! What to know about the answers: where a cluster may say something else, and why.

use std::collections::{BTreeMap, BTreeSet};

use finding::Note;
use model::Inventory;
use podsecurity::admission::{self, Configuration, Row, ServerDefault};
use podsecurity::{Level, Version};

use super::title;

/// How many examples a note has.
const EXAMPLES: usize = 5;

/// Everything to know about rows, given the admission configuration by which they were made.
pub(super) fn all(inventory: &Inventory, configuration: Option<&Configuration>, rows: &[Row]) -> Vec<Note> {
    let mut notes = server_defaults(inventory);
    notes.extend(exempt(inventory, rows));
    notes.extend(configuration.and_then(exempt_users));
    notes.extend(newer_versions(inventory, rows));
    notes
}

/// Pods and templates of which a cluster says something else, because the API server fills in defaults first.
fn server_defaults(inventory: &Inventory) -> Vec<Note> {
    let mut defaulted: BTreeMap<ServerDefault, Vec<String>> = BTreeMap::new();
    for pod in inventory.pods() {
        for default in admission::server_defaults(pod) {
            defaulted.entry(default).or_default().push(title(pod.object()));
        }
    }
    let kind = |default| match default {
        ServerDefault::HostPorts => "host-ports-defaulted",
        ServerDefault::EmptyDir => "volumes-defaulted",
        ServerDefault::AppArmorField => "apparmor-defaulted",
    };
    defaulted.into_iter().filter_map(|(default, examples)| note(kind(default), examples)).collect()
}

/// Pods and templates that the admission configuration lets pass unjudged.
fn exempt(inventory: &Inventory, rows: &[Row]) -> Option<Note> {
    let exempt: BTreeSet<_> = rows.iter().filter(|row| row.exempt.is_some()).map(|row| row.object).collect();
    note("exempt-pods", exempt.into_iter().filter_map(|id| inventory.object(id)).map(title).collect())
}

/// Users whom the admission configuration exempts: who will send an object is not known, so that nothing passes for
/// their sake.
fn exempt_users(configuration: &Configuration) -> Option<Note> {
    note("exempt-users", configuration.exemptions.usernames.clone())
}

/// Versions that an API server of this version does not know: it judges by its own.
fn newer_versions(inventory: &Inventory, rows: &[Row]) -> Option<Note> {
    let server = Version::from(inventory.options().version);
    let policies = rows.iter().map(|row| row.policy).filter(|policy| policy.level != Level::Privileged);
    let newer: BTreeSet<Version> = policies
        .map(|policy| policy.version)
        .filter(|version| *version != Version::Latest && *version > server)
        .collect();
    note("newer-policy-version", newer.iter().map(Version::to_string).collect())
}

/// A note about some things; none without any.
fn note(kind: &'static str, mut examples: Vec<String>) -> Option<Note> {
    let count = examples.len();
    examples.sort();
    examples.truncate(EXAMPLES);
    (count > 0).then_some(Note { kind, count, examples })
}
