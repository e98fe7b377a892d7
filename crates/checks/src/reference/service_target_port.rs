//! ## What it does
//! Finds Services with a `targetPort` by name that no container of the Pods they select declares with the same
//! protocol. A port by number is found, with low severity, where those Pods declare ports and this one is not among
//! them.
//!
//! ## Why is this bad
//! A name that nobody declares leads nowhere: the Service has no endpoint for the port, and requests fail. A number
//! reaches whatever listens there, declared or not; most often the number is the Service's own port, since `targetPort`
//! was forgotten.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80, targetPort: web}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: http, containerPort: 8080}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80, targetPort: http}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: http, containerPort: 8080}]
//! ```

use std::borrow::Cow;

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{ContainerRole, Inventory, PodView};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF013",
        name: "missing-service-target-port",
        title: "Service to a port that its Pods do not declare",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-1106")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

const UNDECLARED: &str = "a program may listen on a port that its container does not declare";

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for service in inventory.of_kind("", "Service") {
        let Some(spec) = service.root().get("spec") else { continue };
        let pods = inventory.selected_by(service);
        let Some(first) = pods.first() else { continue };
        for port in items(spec, "ports") {
            let node = port.get("targetPort").or_else(|| port.get("port"));
            let Some(target) = node.and_then(Target::read) else { continue };
            let protocol =
                Some(text(port, "protocol")).filter(|text| !text.is_empty()).unwrap_or("TCP".into());
            if pods.iter().any(|pod| target.is_reached(*pod, &protocol)) {
                continue;
            }
            let declared = pods.iter().any(|pod| ports(*pod).next().is_some());
            let Some(node) = node.filter(|_| declared || matches!(target, Target::Name(_))) else { continue };
            let said = sinks.of(service).at(node).say(message!(
                "no Pod of the Service declares the port `{}` of {}",
                target.written(),
                protocol
            ));
            let said = said.related("the first of its Pods", first.object(), first.spec());
            if let Target::Number(_) = target {
                said.at_most(Severity::Low, UNDECLARED);
            }
        }
    }
}

/// Where a port of a Service leads (`FindPort` of `k8s.io/endpointslice`).
enum Target<'a> {
    Name(Cow<'a, str>),
    Number(i64),
}

impl<'a> Target<'a> {
    fn read(node: Node<'a>) -> Option<Target<'a>> {
        node.as_i64().map(Target::Number).or_else(|| node.as_str().map(Target::Name))
    }

    fn is_reached(&self, pod: PodView<'_>, protocol: &str) -> bool {
        ports(pod).any(|port| {
            let fits = match self {
                Target::Name(name) => text(port, "name") == *name,
                Target::Number(number) => port.get("containerPort").and_then(Node::as_i64) == Some(*number),
            };
            let own = text(port, "protocol");
            fits && (own == protocol || own.is_empty() && protocol == "TCP")
        })
    }

    fn written(&self) -> String {
        match self {
            Target::Name(name) => name.to_string(),
            Target::Number(number) => number.to_string(),
        }
    }
}

/// The ports of the containers that stay.
fn ports(pod: PodView<'_>) -> impl Iterator<Item = Node<'_>> {
    let stays = |role| matches!(role, ContainerRole::Main | ContainerRole::Sidecar);
    pod.containers()
        .filter(move |container| stays(container.role()))
        .flat_map(|container| items(container.node(), "ports"))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn names_protocols_and_numbers() {
        check(
            "REF013",
            r"
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec:
  selector: {app: api}
  ports:
  - {port: 80, targetPort: http}
  - {port: 81, targetPort: web}
#                          ^^^ REF013: no Pod of the Service declares the port `web` of TCP
  - {port: 82, targetPort: http, protocol: UDP}
#                          ^^^^ REF013: no Pod of the Service declares the port `http` of UDP
  - {port: 83, targetPort: 9090}
#                          ^^^^ REF013: no Pod of the Service declares the port `9090` of TCP
  - {port: 8080}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec:
  containers:
  - name: api
    image: registry.example/api:1.4
    ports: [{name: http, containerPort: 8080}]
---
apiVersion: v1
kind: Service
metadata: {name: quiet, namespace: shop}
spec: {selector: {app: quiet}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: quiet, namespace: shop, labels: {app: quiet}}
spec: {containers: [{name: quiet}]}
",
        );
    }
}
