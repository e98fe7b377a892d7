//! What is not there of what a pod refers to by name, found once and shared by the checks about it.

use manifest::Node;
use model::{Inventory, Object, PodView, Presence, Reference, ReferenceKind};

/// A name in a pod for which something is not there.
pub(crate) struct Dangling<'a> {
    /// The name.
    pub reference: Reference<'a>,
    /// What is not there.
    pub lack: Lack<'a>,
}

/// What is not there.
#[derive(Clone, Copy)]
pub(crate) enum Lack<'a> {
    /// The object: missing, or not in the input.
    Object(Presence<'a>),
    /// The key that is used of this object.
    Key(&'a Object),
}

/// What a check about references is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Lacking {
    /// Objects of a kind.
    Object(ReferenceKind),
    /// Keys of ConfigMaps and Secrets.
    Key,
}

impl Dangling<'_> {
    /// Whose matter it is.
    pub fn lacking(&self) -> Lacking {
        match self.lack {
            Lack::Object(_) => Lacking::Object(self.reference.kind),
            Lack::Key(_) => Lacking::Key,
        }
    }
}

/// Every name in a pod for which something is not there, and which the pod does not call optional. An object is named
/// once for each pod.
pub(crate) fn of<'a>(inventory: &'a Inventory, pod: PodView<'a>) -> Vec<Dangling<'a>> {
    let mut found: Vec<Dangling<'a>> = Vec::new();
    for reference in pod.references().into_iter().filter(|reference| !reference.optional) {
        let presence =
            inventory.presence("", reference.kind.kind(), pod.object().namespace(), &reference.name);
        match presence {
            Presence::Found(object) => {
                let key = reference.key.as_ref().map(|(key, _)| &**key);
                if key.is_some_and(|key| lacks_key(object, key)) {
                    found.push(Dangling { reference, lack: Lack::Key(object) });
                }
            }
            Presence::Implied => {}
            Presence::Missing | Presence::NotInInput => {
                let same = |other: &Dangling<'_>| {
                    matches!(other.lack, Lack::Object(_))
                        && other.reference.kind == reference.kind
                        && other.reference.name == reference.name
                };
                if !found.iter().any(same) {
                    found.push(Dangling { reference, lack: Lack::Object(presence) });
                }
            }
        }
    }
    found
}

/// Whether a ConfigMap or Secret certainly lacks a key: one without any data is filled by somebody else.
fn lacks_key(object: &Object, key: &str) -> bool {
    let data: Vec<Node<'_>> = ["data", "binaryData", "stringData"]
        .into_iter()
        .filter_map(|field| object.root().get(field))
        .collect();
    let filled = data.iter().any(|data| data.entries().next().is_some());
    filled && !data.iter().any(|data| data.get(key).is_some())
}
