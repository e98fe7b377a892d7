//! ## What it does
//! Finds Ingresses without `ingressClassName` (or the annotation that came before it) where no IngressClass of the
//! input is the default.
//!
//! ## Why is this bad
//! Which controller serves it depends on the cluster: none, the default one, or all that take what names no class; in a
//! cluster with one controller inside and one for the Internet it may end up in front of everybody.
//!
//! ## Fix safety
//! There is no fix: only a person knows which controller was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   rules:
//!   - host: shop.example
//!     http:
//!       paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   ingressClassName: nginx
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   rules:
//!   - host: shop.example
//!     http:
//!       paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::reference::backend::ingresses;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET022",
        name: "ingress-without-class",
        title: "Ingress for whichever controller takes it",
        severity: Severity::Info,
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
    if inventory.of_kind("networking.k8s.io", "IngressClass").any(is_default) {
        return;
    }
    for ingress in ingresses(inventory) {
        let Some(spec) = ingress.root().get("spec") else { continue };
        if text(spec, "ingressClassName").is_empty()
            && ingress.annotation("kubernetes.io/ingress.class").is_none()
        {
            sinks
                .of(ingress)
                .absent(spec, "ingressClassName")
                .say(message!("Ingress `{}` does not say which controller is to serve it", ingress.name()));
        }
    }
}

fn is_default(class: &Object) -> bool {
    let mark = class.annotation("ingressclass.kubernetes.io/is-default-class");
    mark.and_then(Node::as_str).is_some_and(|mark| mark == "true")
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_field_and_annotation() {
        check(
            "NET022",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: []}
#     ^^^^^^^^^^^ NET022: Ingress `web` does not say which controller is to serve it
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: old, annotations: {kubernetes.io/ingress.class: nginx}}
spec: {rules: []}
"#,
        );
    }

    #[test]
    fn a_default_serves_them() {
        check(
            "NET022",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec: {rules: []}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx, annotations: {ingressclass.kubernetes.io/is-default-class: "true"}}
spec: {controller: k8s.io/ingress-nginx}
"#,
        );
    }
}
