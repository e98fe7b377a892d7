//! ## What it does
//! Finds Ingresses and Gateways that take their certificate from a Secret of the input which has data, but no `tls.crt`
//! or no `tls.key`.
//!
//! ## Why is this bad
//! The controller cannot use it, and answers with a certificate of its own or not at all.
//!
//! ## Fix safety
//! There is no fix: the certificate has to come from somewhere.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ---
//! apiVersion: v1
//! kind: Secret
//! metadata: {name: web, namespace: shop}
//! stringData: {cert.pem: certificate, key.pem: key}
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ---
//! apiVersion: v1
//! kind: Secret
//! type: kubernetes.io/tls
//! metadata: {name: web, namespace: shop}
//! stringData: {tls.crt: certificate, tls.key: key}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::reference::backend::ingresses;
use crate::reference::gateway::{GATEWAY, certificates};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF015",
        name: "incomplete-certificate",
        title: "Secret that holds no certificate",
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
    for ingress in ingresses(inventory) {
        let Some(spec) = ingress.root().get("spec") else { continue };
        for node in items(spec, "tls").filter_map(|tls| tls.get("secretName")) {
            judge_secret(inventory, ingress, ingress.namespace(), node, sinks);
        }
    }
    for gateway in inventory.of_kind(GATEWAY, "Gateway") {
        for certificate in certificates(gateway) {
            judge_secret(inventory, gateway, certificate.namespace.as_deref(), certificate.node, sinks);
        }
    }
}

fn judge_secret<'a>(
    inventory: &'a Inventory,
    user: &'a Object,
    namespace: Option<&str>,
    node: Node<'a>,
    sinks: &mut Sinks<'a>,
) {
    let Some(name) = node.as_str() else { return };
    let Some(secret) = inventory.find("", "Secret", namespace, &name) else { return };
    let data = ["data", "stringData"].map(|field| secret.root().get(field));
    let filled = data.into_iter().flatten().any(|data| data.entries().next().is_some());
    let has = |key| data.into_iter().flatten().any(|data| data.get(key).is_some());
    if let Some(key) = ["tls.crt", "tls.key"].into_iter().find(|key| filled && !has(key)) {
        sinks
            .of(user)
            .at(node)
            .say(message!("Secret `{}` has no `{}`, so it is no certificate", name, key))
            .related("the Secret", secret, secret.metadata().unwrap_or(secret.root()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_keys() {
        check(
            "REF015",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  tls:
  - {secretName: half}
#                ^^^^ REF015: Secret `half` has no `tls.key`, so it is no certificate
  - {secretName: whole}
  - {secretName: filled-later}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: other}
spec:
  listeners:
  - {name: https, tls: {certificateRefs: [{name: half, namespace: shop}]}}
#                                                ^^^^ REF015: Secret `half` has no `tls.key`, so it is no certificate
---
apiVersion: v1
kind: Secret
metadata: {name: half, namespace: shop}
data: {tls.crt: YQ==}
---
apiVersion: v1
kind: Secret
metadata: {name: whole, namespace: shop}
data: {tls.crt: YQ==, tls.key: YQ==}
---
apiVersion: v1
kind: Secret
metadata: {name: filled-later, namespace: shop}
",
        );
    }
}
