//! What a document holds, found without looking at any other, so that documents can be taken apart in parallel.

use std::borrow::Cow;
use std::sync::Arc;

use manifest::{Document, Kind, Node, NodeId};

use crate::names::split_api_version;
use crate::place::{self, PodPlace};

/// The objects of one document, before they have a place in an Inventory.
#[derive(Debug)]
pub struct Draft {
    pub(crate) document: Arc<Document>,
    pub(crate) objects: Vec<DraftObject>,
}

/// A node that is no object, and what should stand there.
pub(crate) type Wrong = (NodeId, &'static str);

#[derive(Debug)]
pub(crate) struct DraftObject {
    pub(crate) root: NodeId,
    pub(crate) kind: KindPlace,
    pub(crate) pods: Vec<PodPlace>,
    /// What of a list can be no object.
    pub(crate) malformed: Vec<Wrong>,
}

/// Where an object's apiVersion and kind are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KindPlace {
    api_version: Option<NodeId>,
    kind: Option<NodeId>,
    /// The kind is a list's: without its `List` it is the object's.
    of_list: bool,
}

impl Draft {
    /// Takes a document apart: into itself, or into the items of a `List` or `XList` (nested ones too). `None` for a
    /// document that is none of Kubernetes': whose root is not a mapping with `apiVersion` and `kind`.
    ///
    /// Where one of the two is there but neither a string nor null, the document is an object all the same, which
    /// Kubernetes cannot decode. A list is an object itself only where something in it can be none: `items: 5`, or an item
    /// without a kind.
    pub fn read(document: Arc<Document>) -> Option<Draft> {
        let mut objects = Vec::new();
        let root = document.root();
        let place = KindPlace::of(root)?;
        collect(root, place, &mut objects);
        Some(Draft { document, objects })
    }

    /// How many objects it holds; 0 for an empty list.
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }
}

impl KindPlace {
    /// `None` unless both are written.
    fn of(node: Node<'_>) -> Option<KindPlace> {
        let written = |key| node.get(key).filter(|value| !is_empty(*value)).map(Node::id);
        Some(KindPlace {
            api_version: Some(written("apiVersion")?),
            kind: Some(written("kind")?),
            of_list: false,
        })
    }

    /// Those of a list's item: its own, else the list's (`UnstructuredJSONScheme` of apimachinery).
    fn of_item(item: Node<'_>, list: KindPlace, list_kind: &str) -> Option<KindPlace> {
        let written = |key| item.get(key).filter(|value| !is_empty(*value)).map(Node::id);
        let (api_version, kind) = (written("apiVersion"), written("kind"));
        match kind {
            Some(_) => Some(KindPlace { api_version: Some(api_version?), kind, of_list: false }),
            None if list_kind == "List" => None,
            None => Some(KindPlace { api_version: api_version.or(list.api_version), of_list: true, ..list }),
        }
    }

    /// The apiVersion; empty where it is not a string.
    pub(crate) fn api_version(self, document: &Document) -> Cow<'_, str> {
        string(document, self.api_version)
    }

    /// The kind; empty where it is not a string.
    pub(crate) fn kind(self, document: &Document) -> Cow<'_, str> {
        let kind = string(document, self.kind);
        match kind.strip_suffix("List") {
            Some(item) if self.of_list => Cow::Owned(item.to_owned()),
            _ => kind,
        }
    }
}

fn string(document: &Document, place: Option<NodeId>) -> Cow<'_, str> {
    place.and_then(|place| document.node(place).as_str()).unwrap_or_default()
}

/// Null or an empty string.
fn is_empty(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::Null => true,
        Kind::String => node.as_str().is_none_or(|text| text.is_empty()),
        _ => false,
    }
}

/// Adds the object at a node, or the items of the list that it is. The depth of recursion is that of the document,
/// which the reader limits.
fn collect(node: Node<'_>, place: KindPlace, objects: &mut Vec<DraftObject>) {
    let kind = place.kind(node.document());
    match items(node, &kind) {
        None => objects.push(object(node, place, &kind)),
        Some(Items::Malformed(value)) => objects.push(list(node, place, vec![(value, "a list of objects")])),
        Some(Items::Of(sequence)) => {
            let mut malformed = Vec::new();
            for item in sequence.items().filter(|item| !item.is_null()) {
                match KindPlace::of_item(item, place, &kind) {
                    Some(place) => collect(item, place, objects),
                    None => malformed.push((item.id(), "an object with apiVersion and kind")),
                }
            }
            if !malformed.is_empty() {
                objects.push(list(node, place, malformed));
            }
        }
    }
}

enum Items<'d> {
    Of(Node<'d>),
    Malformed(NodeId),
}

/// The items, if the node is a list: of kind `List`, or of another kind that ends so and has a sequence `items`.
fn items<'d>(node: Node<'d>, kind: &str) -> Option<Items<'d>> {
    let list = kind.strip_suffix("List")?;
    let items = node.get("items");
    match items.map(|items| (items, items.kind())) {
        Some((items, Kind::Sequence | Kind::Null)) => Some(Items::Of(items)),
        Some((items, _)) if list.is_empty() => Some(Items::Malformed(items.id())),
        None if list.is_empty() => Some(Items::Of(node)),
        _ => None,
    }
}

fn object(node: Node<'_>, place: KindPlace, kind: &str) -> DraftObject {
    let document = node.document();
    let api_version = place.api_version(document);
    let (group, _) = split_api_version(&api_version);
    let pods = place::pods(node, group, kind);
    DraftObject { root: node.id(), kind: place, pods, malformed: Vec::new() }
}

fn list(node: Node<'_>, place: KindPlace, malformed: Vec<Wrong>) -> DraftObject {
    DraftObject { root: node.id(), kind: place, pods: Vec::new(), malformed }
}
