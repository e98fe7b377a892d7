//! ## What it does
//! Finds hosts of Ingresses that no entry of `spec.tls` names, where there are entries. Ingresses without any are the
//! matter of `NET003`.
//!
//! ## Why is this bad
//! Requests for this host travel in the clear, or get a certificate for another name, while the Ingress looks as if it
//! had TLS.
//!
//! ## Fix safety
//! There is no fix: the certificate has to come from somewhere.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   ingressClassName: nginx
//!   tls: [{hosts: [www.shop.example], secretName: web}]
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
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, strings};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET020",
        name: "ingress-host-without-tls",
        title: "Host of an Ingress without TLS beside others with it",
        severity: Severity::Medium,
        fix: None,
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
    let Some(spec) = ingress.root().get("spec") else { return };
    let entries = || items(spec, "tls");
    // Without hosts an entry is for those of the rules, as the controller sees fit.
    let named = |entry| strings(entry, "hosts").next().is_some();
    if entries().next().is_none() || !entries().all(named) {
        return;
    }
    for host in items(spec, "rules").filter_map(|rule| rule.get("host")) {
        let Some(name) = host.as_str().filter(|name| !name.is_empty()) else { continue };
        if !entries().flat_map(|entry| strings(entry, "hosts")).any(|(_, own)| is_for(&own, &name)) {
            sink.at(host)
                .say(message!("no entry of tls names the host `{}`, so it has no certificate", name));
        }
    }
}

/// Whether a certificate for a name, perhaps with a wildcard as its first label, is for a host.
fn is_for(own: &str, host: &str) -> bool {
    let own = own.to_ascii_lowercase();
    let below = || host.split_once('.').map(|(_, domain)| domain);
    own == host.to_ascii_lowercase() || own.strip_prefix("*.").is_some_and(|domain| below() == Some(domain))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn names_and_wildcards() {
        check(
            "NET020",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  tls: [{hosts: ["*.shop.example", shop.example]}]
  rules:
  - {host: shop.example}
  - {host: www.shop.example}
  - {host: a.b.shop.example}
#          ^^^^^^^^^^^^^^^^ NET020: no entry of tls names the host `a.b.shop.example`, so it has no certificate
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: any}
spec:
  tls: [{secretName: web}]
  rules: [{host: shop.example}]
"#,
        );
    }
}
