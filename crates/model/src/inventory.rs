//! The set of all objects, and the look-ups between them.

use std::sync::Arc;

use manifest::{Document, NodeId};

use crate::{KubernetesVersion, Object, ObjectId, PodView, Selector};

/// What the user said of the input as a whole.
#[derive(Clone, Debug)]
pub struct Options {
    /// The namespace of manifests without one; `None`: unknown.
    pub namespace: Option<Arc<str>>,
    /// The input is all there is.
    pub complete: bool,
    /// The version of Kubernetes to judge by.
    pub version: KubernetesVersion,
}

/// A field whose type Kubernetes cannot decode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The object.
    pub object: ObjectId,
    /// The node.
    pub node: NodeId,
    /// What should stand there: `a list of containers`.
    pub expected: &'static str,
}

/// Whether something referred to is there.
#[derive(Clone, Copy)]
pub enum Presence<'a> {
    /// It is.
    Found(&'a Object),
    /// It is not, and the input is all there is.
    Missing,
    /// It is not in the input.
    NotInInput,
}

/// Takes documents in the order of the input.
#[derive(Debug)]
pub struct Builder {
    options: Options,
}

/// Every object of the input. Look-ups are hash look-ups, not scans, unless they say so.
#[derive(Debug)]
pub struct Inventory {
    options: Options,
    objects: Vec<Object>,
}

impl Builder {
    /// Starts an empty one.
    pub fn new(options: Options) -> Builder {
        Builder { options }
    }

    /// Adds the objects of a document: itself, or the items of a List (nested ones too). Returns how many objects it
    /// held; 0 for a document that is none of Kubernetes'.
    pub fn add(&mut self, document: Arc<Document>) -> usize {
        let _ = document;
        unimplemented!()
    }

    /// Builds the indexes.
    pub fn finish(self) -> Inventory {
        Inventory { options: self.options, objects: Vec::new() }
    }
}

impl Inventory {
    /// What the user said of the input.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// All objects, in the order of the input.
    pub fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// An object of this Inventory.
    pub fn object(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(id.0 as usize)
    }

    /// Fields that Kubernetes cannot decode, where the Inventory needed them.
    pub fn malformed(&self) -> &[Malformed] {
        unimplemented!()
    }

    /// All pods and pod templates, in the order of the input.
    pub fn pods(&self) -> impl Iterator<Item = PodView<'_>> {
        std::iter::empty()
    }

    /// The pod or pod template of an object, if it has one (CRD objects may have several).
    pub fn pods_of(&self, object: ObjectId) -> impl Iterator<Item = PodView<'_>> {
        let _ = object;
        std::iter::empty()
    }

    /// The object of a kind by namespace and name. A `None` namespace matches objects without a known one; manifests
    /// without a namespace are taken to be in the same unknown one.
    pub fn find(&self, group: &str, kind: &str, namespace: Option<&str>, name: &str) -> Option<&Object> {
        let _ = (group, kind, namespace, name);
        unimplemented!()
    }

    /// The same, telling apart what cannot be there from what may be elsewhere.
    pub fn presence(&self, group: &str, kind: &str, namespace: Option<&str>, name: &str) -> Presence<'_> {
        let _ = (group, kind, namespace, name);
        unimplemented!()
    }

    /// The objects of a kind, in any version of the group.
    pub fn of_kind(&self, group: &str, kind: &str) -> impl Iterator<Item = &Object> {
        let _ = (group, kind);
        std::iter::empty()
    }

    /// The pods of a namespace that a selector selects (scans that namespace).
    pub fn selected<'a>(
        &'a self,
        namespace: Option<&'a str>,
        selector: &'a Selector,
    ) -> impl Iterator<Item = PodView<'a>> {
        let _ = (namespace, selector);
        std::iter::empty()
    }
}
