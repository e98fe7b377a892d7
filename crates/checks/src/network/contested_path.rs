//! ## What it does
//! Finds Ingresses of the same class that claim the same host and path. Those that NGINX calls canaries are left alone.
//!
//! ## Why is this bad
//! Which of them gets the requests depends on the controller, most often on the age of the objects: whoever comes
//! first, or last, takes the requests of the other. Where the input is not said to be all there is (`--complete`, a
//! snapshot, a live cluster), the two may be for different clusters, and the severity is low.
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
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   rules:
//!   - host: shop.example
//!     http:
//!       paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
//! ---
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: other, namespace: guests}
//! spec:
//!   ingressClassName: nginx
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
//! ---
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: other, namespace: guests}
//! spec:
//!   ingressClassName: nginx
//!   tls: [{hosts: [shop.example], secretName: web}]
//!   rules:
//!   - host: shop.example
//!     http:
//!       paths: [{path: /guests, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
//! ```

use std::borrow::Cow;
use std::collections::hash_map::Entry;

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Object};
use rustc_hash::FxHashMap;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::reference::backend::ingresses;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET017",
        name: "contested-ingress-path",
        title: "Two Ingresses for one path",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1557")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

const OTHER_CLUSTER: &str =
    "the two may be meant for different clusters: the input is not said to be all there is (--complete)";

/// A path as an Ingress claims it: class, host, path, type.
type Claim<'a> = (Cow<'a, str>, Cow<'a, str>, Cow<'a, str>, Cow<'a, str>);

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut claims: FxHashMap<Claim<'a>, (&'a Object, Node<'a>)> = FxHashMap::default();
    for ingress in ingresses(inventory).filter(|ingress| !is_canary(ingress)) {
        for (claim, node) in claims_of(ingress) {
            let (owner, place) = match claims.entry(claim) {
                Entry::Vacant(free) => {
                    free.insert((ingress, node));
                    continue;
                }
                Entry::Occupied(taken) => *taken.get(),
            };
            // The same Ingress again is another matter.
            if (owner.namespace(), owner.name()) == (ingress.namespace(), ingress.name()) {
                continue;
            }
            let said = sinks
                .of(ingress)
                .at(node)
                .say(message!("{} claims the same host and path", named(owner)))
                .related("the other claim", owner, place);
            if !inventory.options().complete {
                said.at_most(Severity::Low, OTHER_CLUSTER);
            }
        }
    }
}

fn claims_of(ingress: &Object) -> Vec<(Claim<'_>, Node<'_>)> {
    let Some(spec) = ingress.root().get("spec") else { return Vec::new() };
    let class = ingress.annotation("kubernetes.io/ingress.class").and_then(Node::as_str);
    let class = class.unwrap_or_else(|| text(spec, "ingressClassName"));
    let rules = items(spec, "rules").filter_map(|rule| Some((rule, rule.get("http")?)));
    let paths = rules.flat_map(|(rule, http)| items(http, "paths").map(move |path| (rule, path)));
    paths
        .map(|(rule, path)| {
            let claim = (class.clone(), text(rule, "host"), text(path, "path"), text(path, "pathType"));
            (claim, path.get("path").unwrap_or(path))
        })
        .collect()
}

fn is_canary(ingress: &Object) -> bool {
    let canary = ingress.annotation("nginx.ingress.kubernetes.io/canary");
    canary.and_then(Node::as_str).is_some_and(|canary| canary == "true")
}

fn named(ingress: &Object) -> String {
    let namespace = ingress.namespace().map_or(String::new(), |namespace| format!("{namespace}/"));
    format!("Ingress `{namespace}{}`", ingress.name())
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_class_host_path_and_type() {
        check(
            "NET017",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example], secretName: web}]
  rules:
  - host: shop.example
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: other, namespace: guests}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example], secretName: web}]
  rules:
  - host: shop.example
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
#                    ^ NET017: Ingress `shop/web` claims the same host and path
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: third, namespace: guests}
spec:
  ingressClassName: traefik
  tls: [{hosts: [shop.example], secretName: web}]
  rules:
  - host: shop.example
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: canary, namespace: guests, annotations: {nginx.ingress.kubernetes.io/canary: "true"}}
spec:
  ingressClassName: nginx
  tls: [{hosts: [shop.example], secretName: web}]
  rules:
  - host: shop.example
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: fifth, namespace: guests}
spec:
  ingressClassName: nginx
  tls: [{hosts: [other.example], secretName: web}]
  rules:
  - host: other.example
    http:
      paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]
"#,
        );
    }
}
