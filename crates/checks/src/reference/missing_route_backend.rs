//! ## What it does
//! Finds routes of the Gateway API (HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, UDPRoute) that lead to a Service, or
//! mirror to one, which does not exist.
//!
//! ## Why is this bad
//! Requests get an error. Worse: whoever may create a Service of that name gets them. Where the input is not said to be
//! all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
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
//!   - backendRefs: [{name: web, port: 80}]
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
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::reference::gateway::{route_backends, routes};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF019",
        name: "missing-route-backend",
        title: "Route to a Service that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kubescape("C-0302")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for route in routes(inventory) {
        for backend in route_backends(route).into_iter().filter(|backend| backend.is("", "Service")) {
            let presence = inventory.presence("", "Service", backend.namespace.as_deref(), &backend.name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => {
                    message!("the route leads to Service `{}`, which does not exist", backend.written())
                }
                Presence::NotInInput => {
                    message!("the route leads to Service `{}`, which is not in the input", backend.written())
                }
            };
            sinks.of(route).at(backend.node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn backends_and_mirrors() {
        check(
            "REF019",
            r"
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  rules:
  - backendRefs:
    - {name: web, port: 80}
    - {name: gone, port: 80}
#            ^^^^ REF019: the route leads to Service `gone`, which is not in the input
    - {name: web, namespace: other, port: 80}
#            ^^^ REF019: the route leads to Service `other/web`, which is not in the input
    - {group: storage.example, kind: Bucket, name: files}
    filters:
    - {type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 80}}}
#                                                              ^^^^ REF019: the route leads to Service `copy`, which is not in the input

---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
",
        );
    }
}
