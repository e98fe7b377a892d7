//! Pods and pod templates: one view over every kind that carries a PodSpec, one walker over containers.

use std::borrow::Cow;

use manifest::Node;

use crate::{EffectiveSecurity, Object};

/// A Pod, or the pod template of a controller (built in, or a CRD object that carries a PodSpec by structure).
#[derive(Clone, Copy)]
pub struct PodView<'a> {
    pub(crate) object: &'a Object,
    pub(crate) metadata: Option<Node<'a>>,
    pub(crate) spec: Node<'a>,
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

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceKind {
    /// A ConfigMap.
    ConfigMap,
    /// A Secret.
    Secret,
    /// A PersistentVolumeClaim.
    PersistentVolumeClaim,
    /// A ServiceAccount.
    ServiceAccount,
}

/// A name in a pod that stands for another object of its namespace.
#[derive(Clone)]
pub struct Reference<'a> {
    /// The kind of the other object.
    pub kind: ReferenceKind,
    /// Its name.
    pub name: Cow<'a, str>,
    /// The key that is used of it, with the node that names it, where one is named.
    pub key: Option<(Cow<'a, str>, Node<'a>)>,
    /// Whether the pod starts without it.
    pub optional: bool,
    /// The node that holds the name.
    pub node: Node<'a>,
}

/// An environment variable that comes from elsewhere.
pub type EnvironmentReference<'a> = Reference<'a>;

impl<'a> PodView<'a> {
    /// The object that is the Pod or holds the template.
    pub fn object(self) -> &'a Object {
        self.object
    }

    /// Whether the object is a Pod itself.
    pub fn is_pod(self) -> bool {
        self.object.is("", "Pod")
    }

    /// The metadata of the Pod or template.
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

    /// Every container: initContainers, containers, ephemeralContainers, in that order (Pod Security's order).
    pub fn containers(self) -> impl Iterator<Item = Container<'a>> {
        std::iter::empty()
    }

    /// The volumes.
    pub fn volumes(self) -> impl Iterator<Item = Volume<'a>> {
        std::iter::empty()
    }

    /// The name of the ServiceAccount that it runs as: `default` where none is named.
    pub fn service_account(self) -> Cow<'a, str> {
        unimplemented!()
    }

    /// Everything it refers to by name: environment, volumes (projected too), image pull secrets, ServiceAccount.
    pub fn references(self) -> Vec<Reference<'a>> {
        unimplemented!()
    }

    /// `spec.os.name: windows`.
    pub fn is_windows(self) -> bool {
        unimplemented!()
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

    /// Its mapping.
    pub fn node(self) -> Node<'a> {
        self.node
    }

    /// Its name; empty where it has none.
    pub fn name(self) -> Cow<'a, str> {
        self.node.get("name").and_then(Node::as_str).unwrap_or_default()
    }

    /// Its own securityContext, where it is a mapping.
    pub fn security_context(self) -> Option<Node<'a>> {
        unimplemented!()
    }

    /// What holds for it.
    pub fn effective(self) -> EffectiveSecurity<'a> {
        unimplemented!()
    }
}
