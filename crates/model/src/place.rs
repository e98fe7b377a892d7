//! Where pods stand in an object: by kind for what Kubernetes itself knows, by structure for everything else.

use manifest::{Kind, Node, NodeId};

use crate::ContainerRole;
use crate::object::text;
use crate::pod::mappings;

/// A PodSpec in an object, and the metadata of the Pods that come of it.
#[derive(Debug)]
pub(crate) struct PodPlace {
    pub(crate) metadata: Option<NodeId>,
    pub(crate) spec: NodeId,
    /// The containers, in Pod Security's order: every check walks over them.
    pub(crate) containers: Box<[ContainerPlace]>,
}

/// A container in a PodSpec.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ContainerPlace {
    pub(crate) node: NodeId,
    pub(crate) role: ContainerRole,
}

impl PodPlace {
    fn new(metadata: Option<NodeId>, spec: Node<'_>) -> PodPlace {
        PodPlace { metadata, spec: spec.id(), containers: containers(spec) }
    }
}

/// The containers of a PodSpec: those that Kubernetes decodes.
fn containers(spec: Node<'_>) -> Box<[ContainerPlace]> {
    let lists = [
        ("initContainers", ContainerRole::Init),
        ("containers", ContainerRole::Main),
        ("ephemeralContainers", ContainerRole::Ephemeral),
    ];
    let places = lists.into_iter().flat_map(|(key, role)| {
        mappings(spec, key).map(move |node| ContainerPlace { node: node.id(), role: actual_role(role, node) })
    });
    places.collect()
}

fn actual_role(role: ContainerRole, node: Node<'_>) -> ContainerRole {
    match role {
        ContainerRole::Init if text(node, "restartPolicy") == "Always" => ContainerRole::Sidecar,
        _ => role,
    }
}

/// The groups of the API server itself; everything else comes of CRDs or aggregated servers.
const BUILT_IN: &[&str] = &[
    "",
    "admission.k8s.io",
    "admissionregistration.k8s.io",
    "apidiscovery.k8s.io",
    "apiextensions.k8s.io",
    "apiregistration.k8s.io",
    "apps",
    "auditregistration.k8s.io",
    "authentication.k8s.io",
    "authorization.k8s.io",
    "autoscaling",
    "batch",
    "certificates.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "extensions",
    "flowcontrol.apiserver.k8s.io",
    "imagepolicy.k8s.io",
    "internal.apiserver.k8s.io",
    "lifecycle.k8s.io",
    "networking.k8s.io",
    "node.k8s.io",
    "policy",
    "rbac.authorization.k8s.io",
    "resource.k8s.io",
    "scheduling.k8s.io",
    "settings.k8s.io",
    "storage.k8s.io",
    "storagemigration.k8s.io",
];

/// The groups whose objects describe pods that others run: patterns and patches of policy engines.
const DESCRIBING: &[&str] =
    &["kyverno.io", "mutations.gatekeeper.sh", "policies.kubewarden.io", "policies.kyverno.io"];

/// The path from an object of a built-in kind to what holds `metadata` and `spec` of its Pods; the version of the
/// group does not matter.
pub(crate) fn template_path(group: &str, kind: &str) -> Option<&'static [&'static str]> {
    Some(match (group, kind) {
        ("", "Pod") => &[],
        ("", "PodTemplate") => &["template"],
        ("", "ReplicationController") => &["spec", "template"],
        ("apps" | "extensions", "Deployment" | "DaemonSet" | "ReplicaSet") | ("apps", "StatefulSet") => {
            &["spec", "template"]
        }
        ("batch" | "extensions", "Job") => &["spec", "template"],
        ("batch", "CronJob" | "ScheduledJob") => &["spec", "jobTemplate", "spec", "template"],
        _ => return None,
    })
}

/// The pods of an object, in the order of the document.
pub(crate) fn pods(root: Node<'_>, group: &str, kind: &str) -> Vec<PodPlace> {
    if let Some(path) = template_path(group, kind) {
        return root.path(path).and_then(template).into_iter().collect();
    }
    if BUILT_IN.binary_search(&group).is_ok() || DESCRIBING.contains(&group) {
        return Vec::new();
    }
    by_structure(root)
}

/// The pod of a Pod or template, where its spec is a mapping.
fn template(node: Node<'_>) -> Option<PodPlace> {
    let spec = mapping(node, "spec")?;
    Some(PodPlace::new(mapping(node, "metadata").map(Node::id), spec))
}

fn mapping<'d>(node: Node<'d>, key: &str) -> Option<Node<'d>> {
    node.get(key).filter(|value| value.kind() == Kind::Mapping)
}

/// Every PodSpec in the tree, known by its `containers`. A PodSpec holds no other.
fn by_structure(root: Node<'_>) -> Vec<PodPlace> {
    let mut pods = Vec::new();
    let mut ahead = vec![root];
    while let Some(node) = ahead.pop() {
        if is_pod_spec(node) {
            pods.push(PodPlace::new(sibling_metadata(root, node), node));
            continue;
        }
        let from = ahead.len();
        ahead.extend(
            node.entries().map(|entry| entry.value).chain(node.items()).filter(|value| is_collection(*value)),
        );
        if let Some(children) = ahead.get_mut(from..) {
            children.reverse();
        }
    }
    pods
}

fn is_collection(node: Node<'_>) -> bool {
    matches!(node.kind(), Kind::Mapping | Kind::Sequence)
}

/// The metadata beside a `spec`, unless they are the object's own: what it says of itself need not hold for its Pods.
fn sibling_metadata(root: Node<'_>, spec: Node<'_>) -> Option<NodeId> {
    let parent = spec.parent().filter(|parent| parent.id() != root.id())?;
    let is_spec = spec.key().and_then(Node::as_str).is_some_and(|key| key == "spec");
    is_spec.then(|| mapping(parent, "metadata").map(Node::id)).flatten()
}

fn is_pod_spec(node: Node<'_>) -> bool {
    let Some(containers) = node.get("containers").filter(|value| value.kind() == Kind::Sequence) else {
        return false;
    };
    let mut items = containers.items().peekable();
    items.peek().is_some() && items.all(is_container)
}

/// Has an image (Knative names its containers itself), or a name and what only containers have.
fn is_container(node: Node<'_>) -> bool {
    const TELLING: [&str; 9] = [
        "args",
        "command",
        "env",
        "envFrom",
        "imagePullPolicy",
        "ports",
        "resources",
        "securityContext",
        "volumeMounts",
    ];
    let is_string = |key| node.get(key).is_some_and(|value| value.kind() == Kind::String);
    is_string("image") || (is_string("name") && TELLING.iter().any(|key| node.get(key).is_some()))
}

#[cfg(test)]
mod tests {
    use super::BUILT_IN;

    #[test]
    fn groups_are_ordered_for_the_search() {
        assert!(BUILT_IN.is_sorted());
    }
}
