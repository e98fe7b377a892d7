//! The Services that an Ingress leads to.

use std::borrow::Cow;

use manifest::Node;
use model::{Inventory, Object};

/// A Service as an Ingress names it.
pub(crate) struct Backend<'a> {
    /// The node that holds the name.
    pub node: Node<'a>,
    /// The name.
    pub name: Cow<'a, str>,
    /// The number or the name of the port.
    pub port: Option<Node<'a>>,
}

/// The Ingresses of the input, in every group that has had them.
pub(crate) fn ingresses(inventory: &Inventory) -> impl Iterator<Item = &Object> {
    ["networking.k8s.io", "extensions"].into_iter().flat_map(|group| inventory.of_kind(group, "Ingress"))
}

/// Every Service that an Ingress leads to, in the order in which it names them.
pub(crate) fn service_backends(ingress: &Object) -> Vec<Backend<'_>> {
    let Some(spec) = ingress.root().get("spec") else { return Vec::new() };
    let default = ["defaultBackend", "backend"].into_iter().filter_map(|key| spec.get(key));
    let rules = spec.get("rules").into_iter().flat_map(Node::items);
    let paths = rules.filter_map(|rule| rule.path(&["http", "paths"])).flat_map(Node::items);
    default.chain(paths.filter_map(|path| path.get("backend"))).filter_map(service).collect()
}

fn service(backend: Node<'_>) -> Option<Backend<'_>> {
    // v1, then the shape of the versions before it.
    let (node, port) = match backend.get("service") {
        Some(service) => {
            let port = service.get("port");
            let port = port.and_then(|port| port.get("number").or_else(|| port.get("name")));
            (service.get("name")?, port)
        }
        None => (backend.get("serviceName")?, backend.get("servicePort")),
    };
    Some(Backend { node, name: node.as_str()?, port })
}
