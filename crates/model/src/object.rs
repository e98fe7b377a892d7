//! Objects.

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

/// One object of the input.
#[derive(Debug)]
pub struct Object {
    pub(crate) id: ObjectId,
    pub(crate) document: Arc<Document>,
    pub(crate) root: NodeId,
    pub(crate) gvk: GroupVersionKind,
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) name: Arc<str>,
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

    /// Group, version and kind (an item of an `XList` without its own takes them from the list).
    pub fn gvk(&self) -> &GroupVersionKind {
        &self.gvk
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
        self.root().get("metadata")
    }

    /// A label's value.
    pub fn label(&self, key: &str) -> Option<Node<'_>> {
        self.root().path(&["metadata", "labels", key])
    }

    /// An annotation's value.
    pub fn annotation(&self, key: &str) -> Option<Node<'_>> {
        self.root().path(&["metadata", "annotations", key])
    }
}
