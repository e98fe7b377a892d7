//! ## What it does
//! Finds backends of Ingresses (`networking.k8s.io/v1`) that name neither a number nor a name of the Service's port, or
//! both, and backends that are neither a Service nor a resource.
//!
//! ## Why is this bad
//! The API server refuses the Ingress.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   ingressClassName: nginx
//!   defaultBackend: {service: {name: web}}
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   ingressClassName: nginx
//!   defaultBackend: {service: {name: web, port: {name: http}}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF032",
        name: "ingress-backend-without-port",
        title: "Ingress to a Service without a port",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-1404")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("networking.k8s.io", "Ingress")]), judge),
};

/// `validateIngressBackend` of `pkg/apis/networking/validation`.
fn judge<'a>(ingress: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = ingress.root().get("spec").filter(|_| &*ingress.gvk().version == "v1") else { return };
    let paths =
        items(spec, "rules").filter_map(|rule| rule.get("http")).flat_map(|http| items(http, "paths"));
    for backend in spec.get("defaultBackend").into_iter().chain(paths.filter_map(|path| path.get("backend")))
    {
        let there = |node: Node<'a>, key| node.get(key).filter(|node| !node.is_null());
        let Some(service) = there(backend, "service") else {
            if there(backend, "resource").is_none() {
                sink.at(backend)
                    .say(message!("the API server refuses the Ingress: {}", "the backend names nothing"));
            }
            continue;
        };
        let port = there(service, "port");
        let has = |key| port.and_then(|port| there(port, key)).is_some();
        let problem = match (has("number"), has("name")) {
            (false, false) => "the backend names no port of the Service",
            (true, true) => "the backend names its port by number and by name",
            _ => continue,
        };
        sink.at(port.unwrap_or(service)).say(message!("the API server refuses the Ingress: {}", problem));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn none_both_and_nothing() {
        check(
            "REF032",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  defaultBackend: {service: {name: web}}
#                           ^^^^^^^^^^^ REF032: the API server refuses the Ingress: the backend names no port of the Service
  rules:
  - http:
      paths:
      - backend: {service: {name: web, port: {name: http, number: 80}}}
#                                            ^^^^^^^^^^^^^^^^^^^^^^^^ REF032: the API server refuses the Ingress: the backend names its port by number and by name
      - backend: {}
#                ^^ REF032: the API server refuses the Ingress: the backend names nothing
      - backend: {service: {name: web, port: {number: 80}}}
      - backend: {resource: {kind: Bucket, name: files}}
",
        );
    }
}
