//! ## What it does
//! Finds Ingresses without an entry in `spec.tls`.
//!
//! ## Why is this bad
//! Passwords and sessions travel in the clear, and whoever sits on the way reads and changes them, unless something in front
//! of the Ingress controller ends TLS.
//!
//! ## Fix safety
//! There is no fix: the certificate has to come from somewhere.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   rules: [{host: shop.example}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   rules: [{host: shop.example}]
//! ```

use finding::Message;
use finding::{Rule, Severity};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET003",
        name: "ingress-without-tls",
        title: "Ingress without TLS",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Encrypting traffic and sensitive data")],
        peers: &[kubescape("C-0263"), polaris("tlsSettingsMissing")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "Ingress"), ("extensions", "Ingress")]),
        judge,
    ),
};

fn judge<'a>(ingress: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = ingress.root().get("spec") else { return };
    if spec.get("tls").is_none_or(|tls| tls.items().next().is_none()) {
        sink.absent(spec, "tls")
            .say(Message::fixed("the Ingress takes requests without TLS, so passwords travel in the clear"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn none_and_empty() {
        check(
            "NET003",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  tls: []
#      ^^ NET003: the Ingress takes requests without TLS, so passwords travel in the clear
",
        );
    }
}
