//! ## What it does
//! Finds annotations of the NGINX Ingress controller that take a plain value (`auth-url`, `auth-signin`,
//! `auth-tls-match-cn`, `mirror-target`, `mirror-host`, `permanent-redirect`, `rewrite-target`, `upstream-vhost`,
//! `app-root`) and paths of Ingresses, with characters that end a directive of NGINX: a semicolon, a brace, a quote, a
//! line's end.
//!
//! ## Why is this bad
//! Older controllers copy the value into their configuration: what stands behind the character is a directive of its
//! own, and runs in the controller, which reads the TLS Secrets of all namespaces (CVE-2021-25745, CVE-2021-25746,
//! CVE-2023-5044, CVE-2025-24514, CVE-2025-1097, CVE-2025-1098).
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata:
//!   name: web
//!   namespace: shop
//!   annotations:
//!     nginx.ingress.kubernetes.io/auth-url: "http://auth.shop.svc/#;} ssl_engine ../../tmp/x; {"
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
//!     nginx.ingress.kubernetes.io/auth-url: "http://auth.shop.svc/verify?from=$request_uri"
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET019",
        name: "ingress-annotation-injection",
        title: "Ingress that writes configuration where a value belongs",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1190")],
        peers: &[trivy("KCV-0093")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "Ingress"), ("extensions", "Ingress")]),
        judge,
    ),
};

/// Annotations whose value is copied into the configuration. The flag: the value is a regular expression, in which braces
/// mean something.
const COPIED: [(&str, bool); 9] = [
    ("app-root", false),
    ("auth-signin", false),
    ("auth-tls-match-cn", true),
    ("auth-url", false),
    ("mirror-host", false),
    ("mirror-target", false),
    ("permanent-redirect", false),
    ("rewrite-target", false),
    ("upstream-vhost", false),
];

fn judge<'a>(ingress: &'a Object, sink: &mut Sink<'a>) {
    let annotations = ingress.root().path(&["metadata", "annotations"]).into_iter().flat_map(Node::entries);
    for entry in annotations {
        let key = entry.name();
        let Some((domain, name)) = key.split_once('/') else { continue };
        if !domain.ends_with("ingress.kubernetes.io") {
            continue;
        }
        let Some((_, is_expression)) = COPIED.iter().find(|(copied, _)| *copied == name) else { continue };
        if entry.value.as_str().is_some_and(|value| ends_directive(&value, *is_expression)) {
            sink.at(entry.value).say(message!(
                "the value of `{}` ends a directive of NGINX: what follows becomes configuration of the controller",
                name
            ));
        }
    }
    let rules = ingress.root().get("spec").into_iter().flat_map(|spec| items(spec, "rules"));
    for path in rules.filter_map(|rule| rule.get("http")).flat_map(|http| items(http, "paths")) {
        let is_expression = text(path, "pathType") == "ImplementationSpecific";
        let Some(node) = path.get("path") else { continue };
        if node.as_str().is_some_and(|value| ends_directive(&value, is_expression)) {
            sink.at(node).say(message!(
                "the {} ends a directive of NGINX: what follows becomes configuration of the controller",
                "path"
            ));
        }
    }
}

fn ends_directive(value: &str, is_expression: bool) -> bool {
    // A line's end behind the value comes of the block that it stands in.
    let value = value.trim_end();
    value.contains(['\n', '\r', ';', '"', '\'']) || !is_expression && value.contains(['{', '}'])
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn annotations_and_paths() {
        check(
            "NET019",
            r#"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/mirror-host: x; return 200
#                                            ^^^^^^^^^^^^^ NET019: the value of `mirror-host` ends a directive of NGINX: what follows becomes configuration of the controller
    nginx.ingress.kubernetes.io/auth-tls-match-cn: CN=[a-z]{2,8}
    nginx.ingress.kubernetes.io/auth-url: https://$host/oauth2/auth
    nginx.ingress.kubernetes.io/configuration-snippet: deny all;
    example.com/auth-url: x;
spec:
  rules:
  - http:
      paths:
      - {path: "/x/{return 200;}", pathType: Prefix}
#              ^^^^^^^^^^^^^^^^^^ NET019: the path ends a directive of NGINX: what follows becomes configuration of the controller
      - {path: "/api(/|$)(.{2})", pathType: ImplementationSpecific}
"#,
        );
    }
}
