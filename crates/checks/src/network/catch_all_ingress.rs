//! ## What it does
//! Finds rules of Ingresses without a host, or with the host `*`.
//!
//! ## Why is this bad
//! They get the requests of every name that leads to the controller and that nobody else claims, also names that
//! somebody invents: what the program makes of the name (links, redirects, mails to reset a password) is then the
//! client's choice.
//!
//! ## Fix safety
//! There is no fix: only a person knows the name.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   ingressClassName: nginx
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   rules:
//!   - http:
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
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET018",
        name: "catch-all-ingress",
        title: "Ingress for every host",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
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
    for rule in items(spec, "rules") {
        let place = match rule.get("host").filter(|host| !host.is_null()) {
            None => sink.absent(rule, "host"),
            Some(host) if host.as_str().is_some_and(|host| host.is_empty() || host == "*") => sink.at(host),
            Some(_) => continue,
        };
        place.say(message!(
            "Ingress `{}` takes the requests of every host that nobody else claims",
            ingress.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn none_and_star() {
        check(
            "NET018",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules:
  - {http: {}}
#   ^^^^^^^^^^ NET018: Ingress `web` takes the requests of every host that nobody else claims
  - {host: "*"}
#          ^^^ NET018: Ingress `web` takes the requests of every host that nobody else claims
  - {host: "*.shop.example"}
"#,
        );
    }
}
