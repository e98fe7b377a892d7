//! ## What it does
//! Finds port numbers that one container lists twice for one protocol, or that two containers of a pod list.
//!
//! ## Why is this bad
//! The containers of a pod have one address: only one of them can open a port. And where one container lists a port
//! twice, a patch or a server-side apply, which knows ports by number and protocol, drops one.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of them is wrong.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{containerPort: 8080}]
//!   - name: proxy
//!     image: registry.example/proxy:2.0
//!     ports: [{containerPort: 8080}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{containerPort: 8080}, {containerPort: 8080, protocol: UDP}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Container, ContainerRole, PodView};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS014",
        name: "duplicate-port",
        title: "Port that is opened twice",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("container-ports-check")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Pod(judge),
};

fn judge<'a>(pod: PodView<'a>, sink: &mut Sink<'a>) {
    for (place, one) in ports(pod).enumerate() {
        let Some(other) = ports(pod).take(place).find(|other| other.is_same(&one)) else { continue };
        if one.container.node().id() == other.container.node().id() {
            sink.at(one.node).say(message!(
                "container `{}` has port {} twice, and patches know ports by their number",
                one.container.name(),
                one.number
            ));
        } else {
            sink.at(one.node).say(message!(
                "containers `{}` and `{}` both open port {}, and they have one address: the second one fails",
                other.container.name(),
                one.container.name(),
                one.number
            ));
        }
    }
}

/// A port of a container that runs beside the others.
struct Port<'a> {
    container: Container<'a>,
    node: Node<'a>,
    number: i64,
    protocol: Option<Node<'a>>,
}

impl Port<'_> {
    fn is_same(&self, other: &Port<'_>) -> bool {
        let protocol = |port: &Port<'_>| match port.protocol.and_then(Node::as_str).as_deref() {
            Some("UDP") => "UDP",
            Some("SCTP") => "SCTP",
            _ => "TCP",
        };
        self.number == other.number && protocol(self) == protocol(other)
    }
}

fn ports<'a>(pod: PodView<'a>) -> impl Iterator<Item = Port<'a>> {
    let beside =
        |container: &Container<'_>| matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar);
    pod.containers().filter(beside).flat_map(|container| {
        let items = container.node().get("ports").into_iter().flat_map(Node::items);
        items.filter_map(move |item| {
            let node = item.get("containerPort")?;
            Some(Port { container, node, number: node.as_i64()?, protocol: item.get("protocol") })
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn in_one_and_in_two_containers() {
        check(
            "OPS014",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    ports:
    - {containerPort: 80}
    - {containerPort: 80, protocol: TCP}
#                     ^^ OPS014: container `api` has port 80 twice, and patches know ports by their number
    - {containerPort: 81}
  - name: proxy
    ports:
    - {containerPort: 81}
#                     ^^ OPS014: containers `api` and `proxy` both open port 81, and they have one address: the second one fails
    - {containerPort: 80, protocol: UDP}
",
        );
    }
}
