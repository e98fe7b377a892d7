//! Pods and pod templates: one view over every kind that carries a PodSpec, one walker over containers.

use std::borrow::Cow;

use manifest::{Kind, Node};

use crate::object::text;
use crate::place::ContainerPlace;
use crate::{EffectiveSecurity, Object};

/// A Pod, or the pod template of a controller (built in, or a CRD object that carries a PodSpec by structure).
#[derive(Clone, Copy)]
pub struct PodView<'a> {
    /// Its place among the pods of the Inventory.
    pub(crate) place: u32,
    pub(crate) object: &'a Object,
    pub(crate) metadata: Option<Node<'a>>,
    pub(crate) spec: Node<'a>,
    pub(crate) containers: &'a [ContainerPlace],
}

/// Which list of the PodSpec a container stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContainerRole {
    /// `initContainers`, run before the others.
    Init,
    /// `initContainers` with `restartPolicy: Always`.
    Sidecar,
    /// `containers`.
    Main,
    /// `ephemeralContainers`.
    Ephemeral,
}

/// A container of a pod.
#[derive(Clone, Copy)]
pub struct Container<'a> {
    pub(crate) pod: PodView<'a>,
    pub(crate) role: ContainerRole,
    pub(crate) node: Node<'a>,
}

/// A volume of a pod.
#[derive(Clone, Copy)]
pub struct Volume<'a> {
    /// The item of `volumes`.
    pub node: Node<'a>,
}

impl<'a> PodView<'a> {
    /// The object that is the Pod or holds the template.
    pub fn object(self) -> &'a Object {
        self.object
    }

    /// Whether the object is a Pod itself.
    pub fn is_pod(self) -> bool {
        self.object.is("", "Pod")
    }

    /// The metadata of the Pod or template, where it is a mapping.
    pub fn metadata(self) -> Option<Node<'a>> {
        self.metadata
    }

    /// The PodSpec; always a mapping.
    pub fn spec(self) -> Node<'a> {
        self.spec
    }

    /// The labels of the Pods that come of it.
    pub fn labels(self) -> Option<Node<'a>> {
        self.metadata?.get("labels")
    }

    /// The annotations of the Pods that come of it.
    pub fn annotations(self) -> Option<Node<'a>> {
        self.metadata?.get("annotations")
    }

    /// Every container: initContainers, containers, ephemeralContainers, in that order (Pod Security's order). An item
    /// that is null is a container without any field, as Kubernetes decodes it; one that is no mapping is malformed
    /// and left out.
    pub fn containers(self) -> impl Iterator<Item = Container<'a>> {
        let document = self.spec.document();
        self.containers.iter().map(move |place| Container {
            pod: self,
            role: place.role,
            node: document.node(place.node),
        })
    }

    /// The volumes.
    pub fn volumes(self) -> impl Iterator<Item = Volume<'a>> {
        mappings(self.spec, "volumes").map(|node| Volume { node })
    }

    /// The name of the ServiceAccount that it runs as: `serviceAccountName`, else the deprecated `serviceAccount`,
    /// else `default`.
    pub fn service_account(self) -> Cow<'a, str> {
        let node = self.service_account_node();
        node.and_then(Node::as_str).unwrap_or(Cow::Borrowed("default"))
    }

    /// The node that names the ServiceAccount, where one does.
    pub fn service_account_node(self) -> Option<Node<'a>> {
        let named =
            |key| self.spec.get(key).filter(|node| node.as_str().is_some_and(|name| !name.is_empty()));
        named("serviceAccountName").or_else(|| named("serviceAccount"))
    }

    /// Its own securityContext, where it is a mapping.
    pub fn security_context(self) -> Option<Node<'a>> {
        security_context(self.spec)
    }

    /// `spec.os.name: windows`.
    pub fn is_windows(self) -> bool {
        self.spec.path(&["os", "name"]).and_then(Node::as_str).is_some_and(|name| name == "windows")
    }
}

impl<'a> Container<'a> {
    /// The pod.
    pub fn pod(self) -> PodView<'a> {
        self.pod
    }

    /// Its list, and for init containers whether it stays.
    pub fn role(self) -> ContainerRole {
        self.role
    }

    /// Its mapping; null where the list has a null for it.
    pub fn node(self) -> Node<'a> {
        self.node
    }

    /// Its name; empty where it has none.
    pub fn name(self) -> Cow<'a, str> {
        text(self.node, "name")
    }

    /// Its own securityContext, where it is a mapping.
    pub fn security_context(self) -> Option<Node<'a>> {
        security_context(self.node)
    }

    /// What holds for it.
    pub fn effective(self) -> EffectiveSecurity<'a> {
        EffectiveSecurity::of(self)
    }
}

impl<'a> Volume<'a> {
    /// Its name; empty where it has none.
    pub fn name(self) -> Cow<'a, str> {
        text(self.node, "name")
    }
}

fn security_context(node: Node<'_>) -> Option<Node<'_>> {
    node.get("securityContext").filter(|context| context.kind() == Kind::Mapping)
}

/// The items of a list that Kubernetes decodes: mappings, and nulls as empty ones.
pub(crate) fn mappings<'a>(node: Node<'a>, key: &str) -> impl Iterator<Item = Node<'a>> + use<'a> {
    let items = node.get(key).into_iter().flat_map(Node::items);
    items.filter(|item| matches!(item.kind(), Kind::Mapping | Kind::Null))
}
