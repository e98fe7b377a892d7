//! What the API server would refuse of an object, by its fields alone.

use std::borrow::Cow;

use manifest::{Kind, Node};
use model::{KubernetesVersion, Object};

use crate::custom::{self, Definitions};
use crate::fields::Walk;
use crate::kinds;
use crate::problem::{Fault, Problem};
use crate::types::{OBJECT_META, Shape, Types};

/// What the API server of a version refuses of an object because of its fields: those it does not know, that it cannot
/// decode, that must be there, values that are none of a fixed set; and kinds that it does not know. In the order of
/// the document, but for missing fields, which come behind those of their mapping.
///
/// Minors that are older than the table (1.29 to 1.37) are taken for its oldest. What is not known of a newer one may be
/// new: it is not refused. Custom resources
/// are judged by the CRDs of the input; without one, only their metadata are looked at.
pub fn problems<'d>(
    object: &'d Object,
    version: KubernetesVersion,
    definitions: &Definitions<'d>,
) -> Vec<Problem<'d>> {
    let (root, gvk) = (object.root(), object.gvk());
    if let Some((types, structure)) = Types::of_kind(version, &gvk.group, &gvk.version, &gvk.kind) {
        let mut walk = Walk { types, found: Vec::new() };
        walk.structure(root, structure, None);
        if version > KubernetesVersion::NEWEST {
            walk.found.retain(|problem| !is_of_unknown(&problem.fault));
        }
        if kinds::is_kept(gvk) {
            walk.named(root);
        }
        if let Some(hint) = kinds::later(version, gvk) {
            let node = root.get("apiVersion").unwrap_or(root);
            walk.found.insert(0, Problem { node, fault: Fault::UnknownKind(hint) });
        }
        return walk.found;
    }
    let mut walk = Walk { types: Types::of(version), found: Vec::new() };
    let unknown = kinds::unknown(gvk, definitions).filter(|_| version <= KubernetesVersion::NEWEST);
    if let Some(hint) = unknown {
        let node = root.get("kind").unwrap_or(root);
        walk.found.push(Problem { node, fault: Fault::UnknownKind(hint) });
    }
    match Types::of_any_version(version, &gvk.group, &gvk.kind) {
        // Which fields the version has is not known; what they are decoded into hardly ever changes.
        Some((types, structure)) => {
            walk.types = types;
            walk.undecodable(|walk| walk.structure(root, structure, None));
        }
        None => walk.undecodable(|walk| walk.any_object(root)),
    }
    if let Some(schema) = definitions.schema(&gvk.group, &gvk.version, &gvk.kind) {
        custom::problems(root, schema, &mut walk.found);
    }
    walk.found
}

impl<'d> Walk<'d> {
    /// The API server keeps nothing without a name, or a beginning of one.
    fn named(&mut self, root: Node<'d>) {
        let metadata = root.get("metadata").filter(|metadata| metadata.kind() == Kind::Mapping);
        let is_written =
            |metadata: Node<'d>, key: &str| metadata.get(key).is_some_and(|name| !is_empty(name));
        let missing = match metadata {
            Some(metadata) if is_written(metadata, "name") || is_written(metadata, "generateName") => return,
            Some(metadata) => (metadata, "name"),
            None if root.get("metadata").is_some_and(|metadata| !metadata.is_null()) => return,
            None => (root, "metadata.name"),
        };
        let (node, name) = missing;
        self.found.push(Problem { node, fault: Fault::MissingField(Cow::Borrowed(name)) });
    }

    /// What Kubernetes decodes of an object of any kind.
    fn any_object(&mut self, root: Node<'d>) {
        for key in ["apiVersion", "kind"] {
            root.get(key).into_iter().for_each(|node| self.value(node, Shape::String, None));
        }
        if let Some(metadata) = root.get("metadata") {
            self.value(metadata, Shape::Structure(OBJECT_META), None);
        }
    }

    /// Keeps of what a walk finds only what cannot be decoded: for what looks like an object and need not be one.
    fn undecodable(&mut self, walk: impl FnOnce(&mut Self)) {
        let before = std::mem::take(&mut self.found);
        walk(self);
        self.found.retain(|problem| matches!(problem.fault, Fault::WrongType(_)));
        self.found.splice(0..0, before);
    }
}

/// Null or an empty string.
fn is_empty(node: Node<'_>) -> bool {
    node.is_null() || node.as_str().is_some_and(|text| text.is_empty())
}

/// Whether it may be that a later minor knows what the table does not.
fn is_of_unknown(fault: &Fault<'_>) -> bool {
    matches!(fault, Fault::UnknownField(_) | Fault::UnknownValue { .. })
}
