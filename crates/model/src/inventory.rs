//! The set of all objects, and how to find them.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use manifest::{Document, Node, NodeId};

use crate::draft::{Draft, DraftObject};
use crate::index::{ByKind, ByLabel, ByName};
use crate::made::MadeSecrets;
use crate::names::Names;
use crate::place::PodPlace;
use crate::selection::Selecting;
use crate::{KubernetesVersion, Object, ObjectId, PodView, Scope, Selector};

/// What is known of the input as a whole.
#[derive(Clone, Debug)]
pub struct Options {
    /// The namespace of manifests without one; `None`: unknown.
    pub namespace: Option<Arc<str>>,
    /// The input is all there is.
    pub complete: bool,
    /// The version of Kubernetes to judge by.
    pub version: KubernetesVersion,
    /// The scope of a group's kind where Kubernetes itself defines it; CRDs in the input add theirs.
    pub scope: fn(group: &str, kind: &str) -> Option<Scope>,
}

/// What of a list can be no object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The list.
    pub object: ObjectId,
    /// The node.
    pub node: NodeId,
    /// What should stand there: `a list of objects`.
    pub expected: &'static str,
}

/// Takes documents in the order of the input.
#[derive(Debug)]
pub struct Builder {
    options: Options,
    names: Names,
    objects: Vec<Object>,
    pods: Vec<Pod>,
    malformed: Vec<Malformed>,
}

/// Every object of the input. Look-ups by name and kind are index look-ups, not scans, unless they say so.
#[derive(Debug)]
pub struct Inventory {
    options: Options,
    objects: Vec<Object>,
    /// In the order of their objects.
    pods: Vec<Pod>,
    malformed: Vec<Malformed>,
    custom: Vec<CustomKind>,
    pub(crate) made: MadeSecrets,
    by_name: ByName,
    by_kind: ByKind,
    by_label: OnceLock<ByLabel>,
    pub(crate) selecting: OnceLock<Selecting>,
}

#[derive(Debug)]
struct Pod {
    object: ObjectId,
    place: PodPlace,
}

/// A kind that a CRD of the input defines.
#[derive(Debug)]
struct CustomKind {
    group: Box<str>,
    kind: Box<str>,
    scope: Scope,
}

impl Builder {
    /// Starts an empty one.
    pub fn new(options: Options) -> Builder {
        let names = Names::default();
        Builder { options, names, objects: Vec::new(), pods: Vec::new(), malformed: Vec::new() }
    }

    /// Adds the objects of a document: itself, or the items of a List (nested ones too). Returns how many objects it
    /// held; 0 for an empty List and for a document that is none of Kubernetes' ([`Draft::read`] tells them apart).
    pub fn add(&mut self, document: Arc<Document>) -> usize {
        Draft::read(document).map(|draft| self.insert(draft)).unwrap_or_default()
    }

    /// The same for a document that was taken apart before, on another thread perhaps.
    pub fn insert(&mut self, draft: Draft) -> usize {
        let Draft { document, objects } = draft;
        let count = objects.len();
        for object in objects {
            self.push(&document, object);
        }
        count
    }

    fn push(&mut self, document: &Arc<Document>, draft: DraftObject) {
        let id = ObjectId(u32::try_from(self.objects.len()).unwrap_or(u32::MAX));
        let gvk = self.names.kind(&draft.kind.api_version(document), &draft.kind.kind(document));
        let metadata = document.node(draft.root).get("metadata");
        let namespace = written(metadata, "namespace").map(|namespace| self.names.string(&namespace));
        let name = match (written(metadata, "name"), written(metadata, "generateName")) {
            (Some(name), _) => self.names.string(&name),
            (None, Some(prefix)) => self.names.string(&format!("{prefix}*")),
            (None, None) => self.names.string(""),
        };
        self.objects.push(Object {
            id,
            root: draft.root,
            document: Arc::clone(document),
            gvk,
            namespace,
            name,
        });
        self.pods.extend(draft.pods.into_iter().map(|place| Pod { object: id, place }));
        let malformed = draft.malformed.into_iter();
        self.malformed.extend(malformed.map(|(node, expected)| Malformed { object: id, node, expected }));
    }

    /// Decides the namespaces that depend on other objects, and builds the indexes.
    pub fn finish(self) -> Inventory {
        let Builder { options, names, mut objects, pods, malformed } = self;
        drop(names);
        let custom: Vec<CustomKind> = objects.iter().filter_map(custom_kind).collect();
        for object in &mut objects {
            object.namespace =
                namespace(object, scope(&options, &custom, object.group(), object.kind()), &options);
        }
        objects.shrink_to_fit();
        let made = MadeSecrets::of(&objects);
        let by_name = ByName::new(&objects);
        let by_kind = ByKind::new(&objects);
        let (by_label, selecting) = (OnceLock::new(), OnceLock::new());
        Inventory { options, objects, pods, malformed, custom, made, by_name, by_kind, by_label, selecting }
    }
}

/// A string of the metadata that is not empty.
fn written<'d>(metadata: Option<Node<'d>>, key: &str) -> Option<Cow<'d, str>> {
    metadata?.get(key)?.as_str().filter(|text| !text.is_empty())
}

/// As written, else the one the user named; the API server forgets what cluster-scoped objects write. A kind that
/// nobody defines is namespaced if it writes a namespace.
fn namespace(object: &Object, scope: Option<Scope>, options: &Options) -> Option<Arc<str>> {
    match scope {
        Some(Scope::Cluster) => None,
        Some(Scope::Namespaced) => object.namespace.clone().or_else(|| options.namespace.clone()),
        None => object.namespace.clone(),
    }
}

fn scope(options: &Options, custom: &[CustomKind], group: &str, kind: &str) -> Option<Scope> {
    let known = || custom.iter().find(|custom| &*custom.kind == kind && &*custom.group == group);
    (options.scope)(group, kind).or_else(|| known().map(|custom| custom.scope))
}

fn custom_kind(object: &Object) -> Option<CustomKind> {
    if !object.is("apiextensions.k8s.io", "CustomResourceDefinition") {
        return None;
    }
    let spec = object.root().get("spec")?;
    let string = |keys: &[&str]| spec.path(keys).and_then(Node::as_str);
    let scope = match &*string(&["scope"])? {
        "Namespaced" => Scope::Namespaced,
        "Cluster" => Scope::Cluster,
        _ => return None,
    };
    Some(CustomKind { group: string(&["group"])?.into(), kind: string(&["names", "kind"])?.into(), scope })
}

impl Inventory {
    /// What is known of the input.
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

    /// What of lists can be no object; list by list. What Kubernetes cannot decode of objects, `schema` knows.
    pub fn malformed(&self) -> &[Malformed] {
        &self.malformed
    }

    /// The scope of a kind; `None` where neither Kubernetes nor a CRD of the input defines it.
    pub fn scope(&self, group: &str, kind: &str) -> Option<Scope> {
        scope(&self.options, &self.custom, group, kind)
    }

    /// All pods and pod templates, in the order of the input.
    pub fn pods(&self) -> impl Iterator<Item = PodView<'_>> {
        (0u32..).zip(&self.pods).filter_map(|(place, pod)| self.view(place, pod))
    }

    /// The pod or pod template of an object, if it has one (CRD objects may have several).
    pub fn pods_of(&self, object: ObjectId) -> impl Iterator<Item = PodView<'_>> {
        let from = self.pods.partition_point(|pod| pod.object < object);
        let pods = (0u32..).zip(&self.pods).skip(from);
        pods.take_while(move |(_, pod)| pod.object == object).filter_map(|(place, pod)| self.view(place, pod))
    }

    fn pod(&self, place: u32) -> Option<PodView<'_>> {
        self.view(place, self.pods.get(place as usize)?)
    }

    fn view<'a>(&'a self, place: u32, pod: &'a Pod) -> Option<PodView<'a>> {
        let object = self.object(pod.object)?;
        let metadata = pod.place.metadata.map(|metadata| object.node(metadata));
        let spec = object.node(pod.place.spec);
        Some(PodView { place, object, metadata, spec, containers: &pod.place.containers })
    }

    /// The object of a kind by namespace and name, the first where the input has several. A `None` namespace matches
    /// objects without a known one; manifests without a namespace are taken to be in the same unknown one.
    pub fn find(&self, group: &str, kind: &str, namespace: Option<&str>, name: &str) -> Option<&Object> {
        self.find_all(group, kind, namespace, name).next()
    }

    /// All objects of that name, in the order of the input: variants for several clusters, for example.
    pub fn find_all(
        &self,
        group: &str,
        kind: &str,
        namespace: Option<&str>,
        name: &str,
    ) -> impl Iterator<Item = &Object> {
        self.by_name.candidates(kind, name).filter_map(|id| self.object(id)).filter(move |object| {
            object.name() == name && object.namespace() == namespace && object.is(group, kind)
        })
    }

    /// The objects of a kind and name in any namespace, in the order of the input.
    pub fn find_anywhere(&self, group: &str, kind: &str, name: &str) -> impl Iterator<Item = &Object> {
        let candidates = self.by_name.candidates(kind, name).filter_map(|id| self.object(id));
        candidates.filter(move |object| object.name() == name && object.is(group, kind))
    }

    /// The objects of a kind, in any version of the group, in the order of the input.
    pub fn of_kind(&self, group: &str, kind: &str) -> impl Iterator<Item = &Object> {
        self.by_kind.ids(&self.objects, group, kind).iter().filter_map(|id| self.object(*id))
    }

    /// The pods of a namespace that a selector selects, in the order of the input. Looks only at pods with a label that
    /// the selector asks for, at all pods where it asks for no single one.
    pub fn selected(
        &self,
        namespace: Option<&str>,
        selector: &Selector,
    ) -> impl Iterator<Item = PodView<'_>> {
        let label = selector.certain_label();
        let labelled = label.map(|(key, value)| self.by_label().candidates(namespace, key, value));
        let all = label.is_none().then(|| self.pods());
        let candidates = labelled
            .into_iter()
            .flatten()
            .filter_map(|place| self.pod(place))
            .chain(all.into_iter().flatten());
        let there = candidates.filter(move |pod| pod.object().namespace() == namespace);
        there.filter(|pod| selector.matches(pod.labels()))
    }

    fn by_label(&self) -> &ByLabel {
        self.by_label.get_or_init(|| ByLabel::new(self.pods()))
    }
}
