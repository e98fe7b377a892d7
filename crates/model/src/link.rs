//! What objects other than pods refer to by name: Ingress to Service, binding to role, autoscaler to workload.

use std::borrow::Cow;

use manifest::Node;

use crate::names::split_api_version;
use crate::object::text;
use crate::pod::mappings;
use crate::{Inventory, Object, PodView, Presence, Reference, Scope};

/// A name in an object that stands for another object.
#[derive(Clone)]
pub struct Link<'a> {
    /// What the other object is to this one.
    pub purpose: Purpose<'a>,
    /// The other object's group; empty for the core group.
    pub group: Cow<'a, str>,
    /// Its kind.
    pub kind: Cow<'a, str>,
    /// Its namespace; `None` where its kind has none or it is not known.
    pub namespace: Option<Cow<'a, str>>,
    /// Its name; never empty.
    pub name: Cow<'a, str>,
    /// The node that holds the name.
    pub node: Node<'a>,
}

/// What an object is to the one that refers to it.
#[derive(Clone)]
pub enum Purpose<'a> {
    /// An Ingress sends requests to this Service's port (`None` where it names none), or to this other resource.
    Backend(Option<Port<'a>>),
    /// An Ingress takes its certificate from this Secret.
    Certificate,
    /// An autoscaler scales this.
    ScaleTarget,
    /// A binding grants this role.
    Role,
    /// A binding grants to this ServiceAccount.
    Subject,
    /// Pods of a ServiceAccount pull images with this Secret.
    PullSecret,
    /// A StatefulSet's Pods get their names in DNS from this Service.
    GoverningService,
    /// The API server calls this Service.
    Webhook,
    /// The object goes away with this one.
    Owner,
}

/// A port of a Service, as others name it, with the node that does.
#[derive(Clone)]
pub enum Port<'a> {
    /// By its name.
    Name(Cow<'a, str>, Node<'a>),
    /// By its number.
    Number(i64, Node<'a>),
}

impl Port<'_> {
    /// Whether a Service has this port.
    pub fn is_of(&self, service: &Object) -> bool {
        let Some(spec) = service.root().get("spec") else { return false };
        mappings(spec, "ports").any(|port| match self {
            Port::Name(name, _) => text(port, "name") == *name,
            Port::Number(number, _) => port.get("port").and_then(Node::as_i64) == Some(*number),
        })
    }
}

const RBAC: &str = "rbac.authorization.k8s.io";

impl Inventory {
    /// Every object that this one refers to by name, its owners too, in the order of the document within each purpose.
    /// What its pods refer to is [`PodView::references`].
    pub fn links<'a>(&self, object: &'a Object) -> Vec<Link<'a>> {
        let mut links = match (object.group(), object.kind()) {
            ("networking.k8s.io" | "extensions", "Ingress") => ingress(object),
            ("autoscaling", "HorizontalPodAutoscaler") => scale_target(object).into_iter().collect(),
            (RBAC, "RoleBinding" | "ClusterRoleBinding") => binding(object),
            ("", "ServiceAccount") => pull_secrets(object),
            ("apps", "StatefulSet") => governing_service(object).into_iter().collect(),
            (
                "admissionregistration.k8s.io",
                "ValidatingWebhookConfiguration" | "MutatingWebhookConfiguration",
            ) => webhooks(object),
            _ => Vec::new(),
        };
        links.extend(self.owners(object));
        links
    }

    /// Whether what a link stands for is there.
    pub fn follow(&self, link: &Link<'_>) -> Presence<'_> {
        self.presence(&link.group, &link.kind, link.namespace.as_deref(), &link.name)
    }

    /// Whether what a pod refers to is there.
    pub fn resolve(&self, pod: PodView<'_>, reference: &Reference<'_>) -> Presence<'_> {
        self.presence("", reference.kind.kind(), pod.object().namespace(), &reference.name)
    }

    /// Whether the ServiceAccount that a pod runs as is there.
    pub fn service_account(&self, pod: PodView<'_>) -> Presence<'_> {
        self.presence("", "ServiceAccount", pod.object().namespace(), &pod.service_account())
    }

    /// The owner is in the object's namespace, unless its kind is known to have none.
    fn owners<'a>(&self, object: &'a Object) -> impl Iterator<Item = Link<'a>> {
        let references =
            object.root().path(&["metadata", "ownerReferences"]).into_iter().flat_map(Node::items);
        references.filter_map(|reference| {
            let owner = versioned(object, Purpose::Owner, reference)?;
            match self.scope(&owner.group, &owner.kind) {
                Some(Scope::Cluster) => Some(Link { namespace: None, ..owner }),
                _ => Some(owner),
            }
        })
    }
}

/// A link to an object of the same namespace, whose name stands under a key; `None` where there is no name.
fn beside<'a>(
    object: &'a Object,
    purpose: Purpose<'a>,
    (group, kind): (Cow<'a, str>, Cow<'a, str>),
    holder: Node<'a>,
    key: &str,
) -> Option<Link<'a>> {
    let node = holder.get(key)?;
    let name = node.as_str().filter(|name| !name.is_empty())?;
    Some(Link { purpose, group, kind, namespace: object.namespace().map(Cow::Borrowed), name, node })
}

const fn core(kind: &'static str) -> (Cow<'static, str>, Cow<'static, str>) {
    (Cow::Borrowed(""), Cow::Borrowed(kind))
}

/// A link by `apiVersion`, `kind` and `name`.
fn versioned<'a>(object: &'a Object, purpose: Purpose<'a>, reference: Node<'a>) -> Option<Link<'a>> {
    let api_version = text(reference, "apiVersion");
    let group = Cow::Owned(split_api_version(&api_version).0.to_owned());
    beside(object, purpose, (group, text(reference, "kind")), reference, "name")
}

fn ingress(object: &Object) -> Vec<Link<'_>> {
    let Some(spec) = object.root().get("spec") else { return Vec::new() };
    let default = ["defaultBackend", "backend"].into_iter().filter_map(|key| spec.get(key));
    let paths =
        mappings(spec, "rules").filter_map(|rule| rule.get("http")).flat_map(|http| mappings(http, "paths"));
    let backends = default.chain(paths.filter_map(|path| path.get("backend")));
    let certificates = mappings(spec, "tls")
        .filter_map(|tls| beside(object, Purpose::Certificate, core("Secret"), tls, "secretName"));
    backends.filter_map(|backend| self::backend(object, backend)).chain(certificates).collect()
}

/// A backend of `networking.k8s.io/v1`, or of the versions before it.
fn backend<'a>(object: &'a Object, backend: Node<'a>) -> Option<Link<'a>> {
    if let Some(service) = backend.get("service") {
        let port = service.get("port").and_then(|port| {
            let number = || port.get("number").and_then(self::port);
            port.get("name").and_then(self::port).or_else(number)
        });
        return beside(object, Purpose::Backend(port), core("Service"), service, "name");
    }
    if let Some(resource) = backend.get("resource") {
        let kind = (text(resource, "apiGroup"), text(resource, "kind"));
        return beside(object, Purpose::Backend(None), kind, resource, "name");
    }
    let port = backend.get("servicePort").and_then(self::port);
    beside(object, Purpose::Backend(port), core("Service"), backend, "serviceName")
}

fn port(node: Node<'_>) -> Option<Port<'_>> {
    let name = || node.as_str().filter(|name| !name.is_empty()).map(|name| Port::Name(name, node));
    node.as_i64().map(|number| Port::Number(number, node)).or_else(name)
}

fn scale_target(object: &Object) -> Option<Link<'_>> {
    versioned(object, Purpose::ScaleTarget, object.root().path(&["spec", "scaleTargetRef"])?)
}

/// The role and the ServiceAccounts; users and groups are no objects.
fn binding(object: &Object) -> Vec<Link<'_>> {
    let role = object.root().get("roleRef").and_then(|reference| {
        let kind = text(reference, "kind");
        let link = beside(object, Purpose::Role, (Cow::Borrowed(RBAC), kind), reference, "name")?;
        Some(if link.kind == "ClusterRole" { Link { namespace: None, ..link } } else { link })
    });
    let accounts =
        mappings(object.root(), "subjects").filter(|subject| text(*subject, "kind") == "ServiceAccount");
    let subjects = accounts.filter_map(|subject| {
        let link = beside(object, Purpose::Subject, core("ServiceAccount"), subject, "name")?;
        let namespace = Some(text(subject, "namespace")).filter(|namespace| !namespace.is_empty());
        Some(Link { namespace: namespace.or(link.namespace), ..link })
    });
    role.into_iter().chain(subjects).collect()
}

fn pull_secrets(object: &Object) -> Vec<Link<'_>> {
    let secrets = mappings(object.root(), "imagePullSecrets");
    secrets.filter_map(|secret| beside(object, Purpose::PullSecret, core("Secret"), secret, "name")).collect()
}

fn governing_service(object: &Object) -> Option<Link<'_>> {
    beside(object, Purpose::GoverningService, core("Service"), object.root().get("spec")?, "serviceName")
}

fn webhooks(object: &Object) -> Vec<Link<'_>> {
    let services =
        mappings(object.root(), "webhooks").filter_map(|webhook| webhook.path(&["clientConfig", "service"]));
    services
        .filter_map(|service| {
            let link = beside(object, Purpose::Webhook, core("Service"), service, "name")?;
            let namespace = Some(text(service, "namespace")).filter(|namespace| !namespace.is_empty());
            Some(Link { namespace, ..link })
        })
        .collect()
}
