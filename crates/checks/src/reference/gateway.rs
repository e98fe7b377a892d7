//! What routes and Gateways of the Gateway API refer to.

use std::borrow::Cow;

use manifest::Node;
use model::{Inventory, Object};

use crate::field::{items, text};

/// The group of the Gateway API.
pub(crate) const GATEWAY: &str = "gateway.networking.k8s.io";

const ROUTES: [&str; 5] = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];

/// An object as a route or Gateway names it.
pub(crate) struct Target<'a> {
    /// The mapping that names it.
    pub reference: Node<'a>,
    /// The node that holds the name.
    pub node: Node<'a>,
    /// Its group; empty for the core group.
    pub group: Cow<'a, str>,
    /// Its kind.
    pub kind: Cow<'a, str>,
    /// Its namespace, where that is known.
    pub namespace: Option<Cow<'a, str>>,
    /// Its name.
    pub name: Cow<'a, str>,
}

impl<'a> Target<'a> {
    /// Reads a reference; group and kind are as given where it does not name them.
    fn read(
        object: &'a Object,
        reference: Node<'a>,
        (group, kind): (&'static str, &'static str),
    ) -> Option<Target<'a>> {
        let node = reference.get("name")?;
        let or = |key, other: &'static str| {
            reference.get(key).and_then(Node::as_str).unwrap_or(Cow::Borrowed(other))
        };
        let written = Some(text(reference, "namespace")).filter(|namespace| !namespace.is_empty());
        Some(Target {
            reference,
            node,
            group: or("group", group),
            kind: or("kind", kind),
            namespace: written.or_else(|| object.namespace().map(Cow::Borrowed)),
            name: node.as_str().filter(|name| !name.is_empty())?,
        })
    }

    /// Whether it is of a group and kind.
    pub fn is(&self, group: &str, kind: &str) -> bool {
        self.group == group && self.kind == kind
    }

    /// As messages name it: with the namespace where the reference does so.
    pub fn written(&self) -> String {
        let namespace = text(self.reference, "namespace");
        if namespace.is_empty() { self.name.to_string() } else { format!("{namespace}/{}", self.name) }
    }
}

/// The routes of the input.
pub(crate) fn routes(inventory: &Inventory) -> impl Iterator<Item = &Object> {
    ROUTES.into_iter().flat_map(|kind| inventory.of_kind(GATEWAY, kind))
}

/// What a route leads to, mirrors of requests too.
pub(crate) fn route_backends(route: &Object) -> Vec<Target<'_>> {
    let rules = route.root().get("spec").into_iter().flat_map(|spec| items(spec, "rules"));
    let references = rules.flat_map(|rule| {
        let backends =
            items(rule, "backendRefs").flat_map(|backend| [backend].into_iter().chain(mirrors(backend)));
        backends.chain(mirrors(rule))
    });
    references.filter_map(|reference| Target::read(route, reference, ("", "Service"))).collect()
}

/// Where the filters of a rule or a backend copy requests to.
fn mirrors<'a>(holder: Node<'a>) -> impl Iterator<Item = Node<'a>> + use<'a> {
    items(holder, "filters").filter_map(|filter| filter.path(&["requestMirror", "backendRef"]))
}

/// What a route belongs to.
pub(crate) fn parents(route: &Object) -> impl Iterator<Item = Target<'_>> {
    let references = route.root().get("spec").into_iter().flat_map(|spec| items(spec, "parentRefs"));
    references.filter_map(|reference| Target::read(route, reference, (GATEWAY, "Gateway")))
}

/// The certificates of a Gateway's listeners.
pub(crate) fn certificates(gateway: &Object) -> impl Iterator<Item = Target<'_>> {
    let listeners = gateway.root().get("spec").into_iter().flat_map(|spec| items(spec, "listeners"));
    listeners
        .filter_map(|listener| listener.get("tls"))
        .flat_map(|tls| items(tls, "certificateRefs"))
        .filter_map(|reference| Target::read(gateway, reference, ("", "Secret")))
}
