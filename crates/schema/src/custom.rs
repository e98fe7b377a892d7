//! Custom resources: the CRDs of the input, and the walk over an object in step with the schema that one gives.

use std::borrow::Cow;

use manifest::{Kind, Node, Scalar};
use model::{Inventory, Object};
use rustc_hash::FxHashMap;

use crate::nearest::nearest;
use crate::problem::{Fault, Hint, Problem};
use crate::scalar;

/// What the CRDs of an input define.
#[derive(Debug, Default)]
pub struct Definitions<'i> {
    /// By group and kind: the versions, each with its schema where it has one.
    kinds: FxHashMap<(Cow<'i, str>, Cow<'i, str>), Vec<Version<'i>>>,
}

/// A version of a custom resource.
#[derive(Debug)]
struct Version<'i> {
    name: Cow<'i, str>,
    schema: Option<Node<'i>>,
}

impl<'i> Definitions<'i> {
    /// Those of an Inventory; where two define one kind, the first counts.
    pub fn of(inventory: &'i Inventory) -> Definitions<'i> {
        let mut definitions = Definitions::default();
        for object in inventory.of_kind("apiextensions.k8s.io", "CustomResourceDefinition") {
            definitions.enter(object);
        }
        definitions
    }

    fn enter(&mut self, object: &'i Object) {
        let Some(spec) = object.root().get("spec") else { return };
        let text = |path: &[&str]| spec.path(path).and_then(Node::as_str);
        let (Some(group), Some(kind)) = (text(&["group"]), text(&["names", "kind"])) else { return };
        let is_set = |key| spec.get(key).and_then(Node::as_bool) == Some(true);
        let shared = spec.path(&["validation", "openAPIV3Schema"]);
        let listed = spec.get("versions").into_iter().flat_map(Node::items).filter_map(|version| {
            let schema = version.path(&["schema", "openAPIV3Schema"]).or(shared);
            Some(Version { name: version.get("name")?.as_str()?, schema })
        });
        let alone = text(&["version"]).map(|name| Version { name, schema: shared });
        let mut versions: Vec<Version<'i>> = listed.chain(alone).collect();
        if is_set("preserveUnknownFields") {
            versions.iter_mut().for_each(|version| version.schema = None);
        }
        self.kinds.entry((group, kind)).or_insert(versions);
    }

    /// Whether a CRD defines the kind, in any version.
    pub(crate) fn has(&self, group: &'i str, kind: &'i str) -> bool {
        self.kinds.contains_key(&(Cow::Borrowed(group), Cow::Borrowed(kind)))
    }

    /// The schema of a version of a kind.
    pub(crate) fn schema(&self, group: &'i str, version: &str, kind: &'i str) -> Option<Node<'i>> {
        if self.kinds.is_empty() {
            return None;
        }
        let versions = self.kinds.get(&(Cow::Borrowed(group), Cow::Borrowed(kind)))?;
        versions.iter().find(|own| own.name == version)?.schema
    }
}

/// What of a custom resource its schema refuses. What Kubernetes itself knows of every object is not looked at.
pub(crate) fn problems<'d>(root: Node<'d>, schema: Node<'d>, found: &mut Vec<Problem<'d>>) {
    let implied = |name: &str| matches!(name, "apiVersion" | "kind" | "metadata");
    mapping(root, schema, &implied, found);
}

/// Structural schemas are as deep as the object that they are compared with.
fn value<'d>(node: Node<'d>, schema: Node<'d>, found: &mut Vec<Problem<'d>>) {
    let kind = node.kind();
    if kind == Kind::Null {
        return;
    }
    let mut refuse = |fault| found.push(Problem { node, fault });
    if is_set(schema, "x-kubernetes-int-or-string") {
        if kind != Kind::String && !scalar::is_integer(node) {
            refuse(Fault::NotOfSchema("an integer or a string"));
        }
        return;
    }
    let wanted = schema.get("type").and_then(Node::as_str);
    let wrong = match wanted.as_deref() {
        Some("object") => (kind != Kind::Mapping).then_some("a mapping"),
        Some("array") => (kind != Kind::Sequence).then_some("a list"),
        Some("string") => (kind != Kind::String).then_some("a string"),
        Some("boolean") => (kind != Kind::Bool).then_some("true or false"),
        Some("integer") => (!scalar::is_integer(node)).then_some("an integer"),
        Some("number") => (kind != Kind::Number).then_some("a number"),
        _ => None,
    };
    if let Some(expected) = wrong {
        return refuse(Fault::NotOfSchema(expected));
    }
    if let Some(fault) = schema.get("enum").and_then(|allowed| unknown_value(node, allowed)) {
        return refuse(fault);
    }
    match kind {
        Kind::Mapping => {
            let embedded = is_set(schema, "x-kubernetes-embedded-resource");
            let implied = |name: &str| embedded && matches!(name, "apiVersion" | "kind" | "metadata");
            mapping(node, schema, &implied, found);
        }
        Kind::Sequence => {
            if let Some(items) = schema.get("items") {
                node.items().for_each(|item| value(item, items, found));
            }
        }
        _ => {}
    }
}

fn mapping<'d>(
    node: Node<'d>,
    schema: Node<'d>,
    implied: &dyn Fn(&str) -> bool,
    found: &mut Vec<Problem<'d>>,
) {
    let properties = schema.get("properties");
    let additional = schema.get("additionalProperties");
    let open = is_set(schema, "x-kubernetes-preserve-unknown-fields")
        || additional.is_some_and(|additional| additional.as_bool() == Some(true))
        || (schema.get("type").is_none() && properties.is_none());
    for entry in node.entries() {
        let name = entry.name();
        if implied(&name) {
            continue;
        }
        match properties.and_then(|properties| properties.get(&name)).or(additional) {
            Some(inner) if inner.kind() == Kind::Mapping => value(entry.value, inner, found),
            Some(_) => {}
            None if open => {}
            None => {
                let fault = Fault::UnknownField(hint(&name, node, properties));
                found.push(Problem { node: entry.key, fault });
            }
        }
    }
    let required = schema.get("required").into_iter().flat_map(Node::items).filter_map(Node::as_str);
    for name in required.filter(|name| !implied(name) && node.get(name).is_none()) {
        let has_default = properties.and_then(|all| all.path(&[&name, "default"])).is_some();
        if !has_default {
            found.push(Problem { node, fault: Fault::MissingField(name) });
        }
    }
}

/// Where a field that the schema does not have may belong.
fn hint<'d>(name: &str, node: Node<'_>, properties: Option<Node<'d>>) -> Option<Hint<'d>> {
    let own = || properties.into_iter().flat_map(Node::entries);
    let mut below = own().filter(|entry| entry.value.path(&["properties", name]).is_some());
    if let (Some(entry), None) = (below.next(), below.next()) {
        return Some(Hint::Below(entry.name()));
    }
    let names: Vec<Cow<'d, str>> = own().map(|entry| entry.name()).collect();
    let meant = nearest(name, names.iter().map(|name| &**name)).filter(|meant| node.get(meant).is_none())?;
    Some(Hint::Misspelt(Cow::Owned(meant.to_owned())))
}

fn unknown_value<'d>(node: Node<'d>, allowed: Node<'d>) -> Option<Fault<'d>> {
    let written = node.scalar()?;
    let values: Vec<Scalar<'d>> = allowed.items().filter_map(Node::scalar).collect();
    if values.is_empty() || values.contains(&written) {
        return None;
    }
    let allowed: Vec<Cow<'d, str>> = allowed.items().map(text).collect();
    let meant = match &written {
        Scalar::String(written) => nearest(written, allowed.iter().map(|value| &**value)),
        _ => None,
    };
    let meant = meant.map(|meant| Cow::Owned(meant.to_owned()));
    Some(Fault::UnknownValue { allowed, meant })
}

fn text(node: Node<'_>) -> Cow<'_, str> {
    node.as_str().unwrap_or_else(|| {
        let mut json = String::new();
        node.write_json(&mut json);
        Cow::Owned(json)
    })
}

fn is_set(schema: Node<'_>, key: &str) -> bool {
    schema.get(key).and_then(Node::as_bool) == Some(true)
}
