//! Objects.

use std::borrow::Cow;
use std::sync::Arc;

use manifest::{Document, Node, NodeId};

/// An object's place in its Inventory; objects are in the order of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId(pub u32);

/// `apps`, `v1`, `Deployment`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GroupVersionKind {
    /// The group; empty for the core group.
    pub group: Arc<str>,
    /// The version.
    pub version: Arc<str>,
    /// The kind.
    pub kind: Arc<str>,
}

/// Whether objects of a kind live in namespaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// They do.
    Namespaced,
    /// They belong to the cluster as a whole.
    Cluster,
}

/// One object of the input.
#[derive(Debug)]
pub struct Object {
    pub(crate) id: ObjectId,
    pub(crate) root: NodeId,
    pub(crate) document: Arc<Document>,
    pub(crate) gvk: Arc<GroupVersionKind>,
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) name: Arc<str>,
}

/// One item of `metadata.ownerReferences`: an object that this one goes away with.
#[derive(Clone)]
pub struct Owner<'a> {
    /// The item.
    pub node: Node<'a>,
    /// `apps/v1`; empty where it is not written.
    pub api_version: Cow<'a, str>,
    /// The kind; empty where it is not written.
    pub kind: Cow<'a, str>,
    /// The name; empty where it is not written.
    pub name: Cow<'a, str>,
    /// Whether it is the controller that made the object.
    pub controller: bool,
}

impl GroupVersionKind {
    /// As manifests write it: `apps/v1`, `v1`.
    pub fn api_version(&self) -> Cow<'_, str> {
        if self.group.is_empty() {
            Cow::Borrowed(&self.version)
        } else {
            Cow::Owned(format!("{}/{}", self.group, self.version))
        }
    }
}

impl Object {
    /// Its place in the Inventory.
    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// The document it stands in.
    pub fn document(&self) -> &Arc<Document> {
        &self.document
    }

    /// Its node: the document's root, or an item of a List.
    pub fn root(&self) -> Node<'_> {
        self.document.node(self.root)
    }

    /// A node of its document.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        self.document.node(id)
    }

    /// Group, version and kind (an item of an `XList` without its own takes them from the list).
    pub fn gvk(&self) -> &GroupVersionKind {
        &self.gvk
    }

    /// The group; empty for the core group.
    pub fn group(&self) -> &str {
        &self.gvk.group
    }

    /// The kind.
    pub fn kind(&self) -> &str {
        &self.gvk.kind
    }

    /// `group` and `kind` as given; the version does not matter.
    pub fn is(&self, group: &str, kind: &str) -> bool {
        &*self.gvk.kind == kind && &*self.gvk.group == group
    }

    /// The namespace: as written, else the one the user named for manifests without; `None` where it is not known or
    /// where the kind has none.
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The name; `generateName` with a trailing `*` where there is only that; empty where there is neither.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The mapping `metadata`, where it is one.
    pub fn metadata(&self) -> Option<Node<'_>> {
        self.root().get("metadata").filter(|metadata| metadata.kind() == manifest::Kind::Mapping)
    }

    /// A label's value.
    pub fn label(&self, key: &str) -> Option<Node<'_>> {
        self.root().path(&["metadata", "labels", key])
    }

    /// An annotation's value.
    pub fn annotation(&self, key: &str) -> Option<Node<'_>> {
        self.root().path(&["metadata", "annotations", key])
    }

    /// The owner references, as written.
    pub fn owners(&self) -> impl Iterator<Item = Owner<'_>> {
        let references = self.root().path(&["metadata", "ownerReferences"]);
        references.into_iter().flat_map(Node::items).map(|node| Owner {
            node,
            api_version: text(node, "apiVersion"),
            kind: text(node, "kind"),
            name: text(node, "name"),
            controller: node.get("controller").and_then(Node::as_bool).unwrap_or_default(),
        })
    }
}

/// The string under a key; empty where there is none, as Go decodes it.
pub(crate) fn text<'a>(node: Node<'a>, key: &str) -> Cow<'a, str> {
    node.get(key).and_then(Node::as_str).unwrap_or_default()
}
