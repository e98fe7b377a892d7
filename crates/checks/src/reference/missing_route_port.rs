//! ## What it does
//! Finds routes of the Gateway API that lead to a port which the Service in the input does not have, and to a Service
//! without naming a port.
//!
//! ## Why is this bad
//! Requests get an error: the Gateway finds no endpoint.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: HTTPRoute
//! metadata: {name: web, namespace: shop}
//! spec:
//!   rules:
//!   - backendRefs: [{name: web, port: 8080}]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec: {selector: {app: web}, ports: [{port: 80}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: HTTPRoute
//! metadata: {name: web, namespace: shop}
//! spec:
//!   rules:
//!   - backendRefs: [{name: web, port: 80}]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec: {selector: {app: web}, ports: [{port: 80}]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Inventory;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::reference::gateway::{route_backends, routes};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF020",
        name: "missing-route-port",
        title: "Route to a port that the Service does not have",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for route in routes(inventory) {
        for backend in route_backends(route).into_iter().filter(|backend| backend.is("", "Service")) {
            let found = inventory.find("", "Service", backend.namespace.as_deref(), &backend.name);
            let Some(service) = found else { continue };
            let Some(ports) = service.root().path(&["spec", "ports"]) else { continue };
            let Some(port) = backend.reference.get("port") else {
                sinks.of(route).absent(backend.reference, "port").say(message!(
                    "the route names no port of Service `{}`, so it leads nowhere",
                    backend.written()
                ));
                continue;
            };
            let has = |item: Node<'_>| item.get("port").and_then(Node::as_i64) == port.as_i64();
            if ports.items().next().is_some() && !ports.items().any(has) {
                sinks
                    .of(route)
                    .at(port)
                    .say(message!(
                        "Service `{}` has no port {}",
                        backend.written(),
                        port.as_i64().unwrap_or_default()
                    ))
                    .related("the ports that there are", service, ports);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn other_and_none() {
        check(
            "REF020",
            r"
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: web, namespace: shop}
spec:
  rules:
  - backendRefs:
    - {name: web, port: 80}
    - {name: web, port: 8080}
#                       ^^^^ REF020: Service `web` has no port 8080
    - {name: web}
#     ^^^^^^^^^^^ REF020: the route names no port of Service `web`, so it leads nowhere

---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
",
        );
    }
}
