//! ## What it does
//! Finds routes of the Gateway API that lead to an object of another namespace, and Gateways that take their
//! certificate from one, without a ReferenceGrant there.
//!
//! ## Why is this bad
//! The Gateway refuses: without a ReferenceGrant of its own namespace nobody may use the object from elsewhere. Where
//! the input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the
//! severity is low.
//!
//! ## Fix safety
//! There is no fix: the owner of the other namespace has to agree.
//!
//! ```yaml,bad
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: HTTPRoute
//! metadata: {name: web, namespace: shop}
//! spec:
//!   rules:
//!   - backendRefs: [{name: pay, namespace: billing, port: 80}]
//! ```
//!
//! ```yaml,good
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: HTTPRoute
//! metadata: {name: web, namespace: shop}
//! spec:
//!   rules:
//!   - backendRefs: [{name: pay, namespace: billing, port: 80}]
//! ---
//! apiVersion: gateway.networking.k8s.io/v1beta1
//! kind: ReferenceGrant
//! metadata: {name: from-shop, namespace: billing}
//! spec:
//!   from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}]
//!   to: [{group: "", kind: Service}]
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::reference::gateway::{GATEWAY, Target, certificates, route_backends, routes};
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF022",
        name: "missing-reference-grant",
        title: "Reference to another namespace that nobody granted",
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
        for backend in route_backends(route) {
            judge_reference(inventory, route, &backend, sinks);
        }
    }
    for gateway in inventory.of_kind(GATEWAY, "Gateway") {
        for certificate in certificates(gateway) {
            judge_reference(inventory, gateway, &certificate, sinks);
        }
    }
}

fn judge_reference<'a>(inventory: &'a Inventory, from: &'a Object, to: &Target<'a>, sinks: &mut Sinks<'a>) {
    let Some(own) = from.namespace() else { return };
    let Some(other) = to.namespace.as_deref().filter(|other| *other != own) else { return };
    let mut grants = inventory.of_kind(GATEWAY, "ReferenceGrant");
    if grants.any(|grant| grant.namespace() == Some(other) && allows(grant, from, to)) {
        return;
    }
    let sink = sinks.of(from);
    if inventory.options().complete {
        sink.at(to.node).say(message!(
            "no ReferenceGrant in namespace `{}` lets the {} use {} `{}`",
            other,
            from.kind(),
            to.kind,
            to.name
        ));
    } else {
        sink.at(to.node)
            .say(message!(
                "no ReferenceGrant in the input lets the {} use {} `{}` of namespace `{}`",
                from.kind(),
                to.kind,
                to.name,
                other
            ))
            .at_most(Severity::Low, NOT_IN_INPUT);
    }
}

fn allows(grant: &Object, from: &Object, to: &Target<'_>) -> bool {
    let Some(spec) = grant.root().get("spec") else { return false };
    let is_from = |item| {
        text(item, "group") == from.group()
            && text(item, "kind") == from.kind()
            && Some(&*text(item, "namespace")) == from.namespace()
    };
    let is_to = |item| {
        let name = text(item, "name");
        text(item, "group") == to.group
            && text(item, "kind") == to.kind
            && (name.is_empty() || name == to.name)
    };
    items(spec, "from").any(is_from) && items(spec, "to").any(is_to)
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn who_may_use_what() {
        check(
            "REF022",
            r#"
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  rules:
  - backendRefs: [{name: pay, namespace: billing, port: 80}]
#                        ^^^ REF022: no ReferenceGrant in the input lets the HTTPRoute use Service `pay` of namespace `billing`
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: from-shop, namespace: billing}
spec:
  from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: other}]
  to: [{group: "", kind: Service}]

---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
spec:
  listeners:
  - {name: a, tls: {certificateRefs: [{name: granted, namespace: shop}]}}
  - {name: b, tls: {certificateRefs: [{name: kept, namespace: shop}]}}
#                                            ^^^^ REF022: no ReferenceGrant in the input lets the Gateway use Secret `kept` of namespace `shop`
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: certificates, namespace: shop}
spec:
  from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: infra}]
  to: [{group: "", kind: Secret, name: granted}]
"#,
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "REF022",
            r#"
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: shop}
spec:
  rules:
  - backendRefs: [{name: pay, namespace: billing, port: 80}]
#                        ^^^ REF022: no ReferenceGrant in namespace `billing` lets the HTTPRoute use Service `pay`
"#,
        );
    }
}
