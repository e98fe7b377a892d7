//! ## What it does
//! Finds Ingresses with TLS whose annotations switch the redirection to it off (`ssl-redirect: "false"` of the NGINX
//! controller).
//!
//! ## Why is this bad
//! Requests in the clear are answered as they are: passwords and sessions of whoever comes by an old link can be read
//! on the way.
//!
//! ## Fix safety
//! Needs evidence: clients that do not follow redirections get no answer any more.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata:
//!   name: web
//!   namespace: shop
//!   annotations:
//!     nginx.ingress.kubernetes.io/ssl-redirect: "false"
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata:
//!   name: web
//!   namespace: shop
//!   annotations:
//!     nginx.ingress.kubernetes.io/ssl-redirect: "true"
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET021",
        name: "no-redirect-to-tls",
        title: "Ingress that also answers without TLS",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Encrypting traffic and sensitive data")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "Ingress"), ("extensions", "Ingress")]),
        judge,
    ),
};

fn judge<'a>(ingress: &'a Object, sink: &mut Sink<'a>) {
    let has_tls = ingress.root().get("spec").is_some_and(|spec| items(spec, "tls").next().is_some());
    let switch = ingress.annotation("nginx.ingress.kubernetes.io/ssl-redirect");
    let off = |node: &Node<'_>| node.as_str().is_some_and(|value| value == "false");
    if let Some(node) = switch.filter(|node| has_tls && off(node)) {
        sink.at(node)
            .say(message!("Ingress `{}` answers requests without TLS, too", ingress.name()))
            .fix("redirect to TLS", [Change::Replace(node, Value::String("true".to_owned()))])
            .needs("that every client follows redirections");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn only_beside_tls() {
        check(
            "NET021",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false"}}
#                                                                             ^^^^^^^ NET021: Ingress `web` answers requests without TLS, too
spec: {tls: [{secretName: web}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: plain, annotations: {nginx.ingress.kubernetes.io/ssl-redirect: "false"}}
spec: {}
"#,
        );
    }
}
