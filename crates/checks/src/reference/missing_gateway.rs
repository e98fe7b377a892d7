//! ## What it does
//! Finds routes of the Gateway API whose `parentRefs` name a Gateway that does not exist, or a listener (`sectionName`,
//! `port`) that the Gateway in the input does not have.
//!
//! ## Why is this bad
//! No request comes this way. Whoever may create a Gateway of that name decides who reaches the Service. Where the
//! input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the
//! severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: HTTPRoute
//! metadata: {name: web, namespace: shop}
//! spec:
//!   parentRefs: [{name: edge, sectionName: http}]
//! ---
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: shop}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
//! ```
//!
//! ```yaml,good
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: HTTPRoute
//! metadata: {name: web, namespace: shop}
//! spec:
//!   parentRefs: [{name: edge, sectionName: https}]
//! ---
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: shop}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object, Presence};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::reference::gateway::{GATEWAY, Target, parents, routes};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF021",
        name: "missing-gateway",
        title: "Route of a Gateway that is not there",
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
        for parent in parents(route).filter(|parent| parent.is(GATEWAY, "Gateway")) {
            let presence = inventory.presence(GATEWAY, "Gateway", parent.namespace.as_deref(), &parent.name);
            let message = match presence {
                Presence::Implied => continue,
                Presence::Found(gateway) => {
                    judge_listener(route, gateway, &parent, sinks);
                    continue;
                }
                Presence::Missing => {
                    message!("the route belongs to Gateway `{}`, which does not exist", parent.written())
                }
                Presence::NotInInput => {
                    message!("the route belongs to Gateway `{}`, which is not in the input", parent.written())
                }
            };
            sinks.of(route).at(parent.node).say(message).weighed_by(presence);
        }
    }
}

fn judge_listener<'a>(route: &'a Object, gateway: &'a Object, parent: &Target<'a>, sinks: &mut Sinks<'a>) {
    let Some(listeners) = gateway.root().path(&["spec", "listeners"]) else { return };
    let section = parent.reference.get("sectionName").filter(|section| !section.is_null());
    let port = parent.reference.get("port").filter(|port| !port.is_null());
    let fits = |listener: Node<'_>| {
        section.is_none_or(|section| listener.get("name").and_then(Node::as_str) == section.as_str())
            && port.is_none_or(|port| listener.get("port").and_then(Node::as_i64) == port.as_i64())
    };
    if let Some(node) = section.or(port).filter(|_| !listeners.items().any(fits)) {
        sinks
            .of(route)
            .at(node)
            .say(message!("Gateway `{}` has no such listener", parent.written()))
            .related("the listeners that there are", gateway, listeners);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn gateways_and_listeners() {
        check(
            "REF021",
            r#"
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  parentRefs:
  - {name: edge}
  - {name: edge, sectionName: https, port: 443}
  - {name: edge, sectionName: http}
#                             ^^^^ REF021: Gateway `edge` has no such listener
  - {name: edge, port: 80}
#                      ^^ REF021: Gateway `edge` has no such listener
  - {name: edge, namespace: infra}
#          ^^^^ REF021: the route belongs to Gateway `infra/edge`, which is not in the input
  - {group: "", kind: Service, name: mesh}

---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: envoy
  listeners:
  - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
"#,
        );
    }
}
