//! ## What it does
//! Finds Ingresses that lead to a Service which does not exist in their namespace.
//!
//! ## Why is this bad
//! Requests get an error. Worse: whoever may create a Service of that name gets them. Where the input is not said to be all
//! there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
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
//!     service: {name: web, port: {number: 80}}
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
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::reference::backend::{ingresses, service_backends};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF006",
        name: "missing-ingress-backend",
        title: "Ingress to a Service that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("dangling-ingress"),
            kube_score("ingress-targets-service"),
            kubescape("C-0298"),
            popeye("POP-1401"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for ingress in ingresses(inventory) {
        for backend in service_backends(ingress) {
            let presence = inventory.presence("", "Service", ingress.namespace(), &backend.name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => {
                    message!("the Ingress leads to Service `{}`, which does not exist", backend.name)
                }
                Presence::NotInInput => {
                    message!("the Ingress leads to Service `{}`, which is not in the input", backend.name)
                }
            };
            sinks.of(ingress).at(backend.node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn all_backends() {
        check(
            "REF006",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  rules:
  - http:
      paths:
      - backend: {service: {name: gone, port: {number: 80}}}
#                                 ^^^^ REF006: the Ingress leads to Service `gone`, which is not in the input
      - backend: {service: {name: web, port: {number: 8080}}}

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
