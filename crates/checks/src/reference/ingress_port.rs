//! ## What it does
//! Finds Ingresses that lead to a port, by number or name, which the Service in the input does not have.
//!
//! ## Why is this bad
//! Requests get an error: the Ingress controller finds no endpoint.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   defaultBackend:
//!     service: {name: web, port: {number: 8080}}
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   selector: {app: web}
//!   ports: [{name: http, port: 80}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   defaultBackend:
//!     service: {name: web, port: {number: 80}}
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   selector: {app: web}
//!   ports: [{name: http, port: 80}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::reference::backend::{ingresses, service_backends};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF011",
        name: "missing-ingress-port",
        title: "Ingress to a port that the Service does not have",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-1402")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for ingress in ingresses(inventory) {
        for backend in service_backends(ingress) {
            let Some(port) = &backend.port else { continue };
            let Some(service) = inventory.find("", "Service", ingress.namespace(), &backend.name) else {
                continue;
            };
            let ports = service.root().path(&["spec", "ports"]);
            let has = |item: Node<'_>| match port.as_i64() {
                Some(number) => item.get("port").and_then(Node::as_i64) == Some(number),
                None => item.get("name").and_then(Node::as_str) == port.as_str(),
            };
            // Without a list of ports (a headless Service) there is nothing to compare with.
            if let Some(ports) =
                ports.filter(|ports| ports.items().next().is_some() && !ports.items().any(has))
            {
                sinks
                    .of(ingress)
                    .at(*port)
                    .say(message!("Service `{}` has no port `{}`", backend.name, written(*port)))
                    .related("the ports that there are", service, ports);
            }
        }
    }
}

fn written(port: Node<'_>) -> String {
    port.as_i64().map_or_else(|| port.as_str().unwrap_or_default().into_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn numbers_and_names() {
        check(
            "REF011",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  rules:
  - http:
      paths:
      - backend: {service: {name: gone, port: {number: 80}}}

      - backend: {service: {name: web, port: {number: 8080}}}
#                                                     ^^^^ REF011: Service `web` has no port `8080`
      - backend: {service: {name: web, port: {name: http}}}
      - backend: {resource: {kind: Bucket, name: files}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {ports: [{name: http, port: 80}]}
",
        );
    }
}
