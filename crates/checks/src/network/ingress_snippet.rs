//! ## What it does
//! Finds annotations of the NGINX Ingress controller that put configuration into it: `configuration-snippet`, `server-snippet`,
//! `auth-snippet`, `stream-snippet`, `modsecurity-snippet`.
//!
//! ## Why is this bad
//! What stands there runs in the controller, which reads the TLS Secrets of all namespaces: whoever writes an Ingress becomes
//! the controller (CVE-2021-25742).
//!
//! ## Fix safety
//! There is no fix: most settings have an annotation of their own.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata:
//!   name: web
//!   namespace: shop
//!   annotations:
//!     nginx.ingress.kubernetes.io/server-snippet: |
//!       location /debug { return 200; }
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
//!     nginx.ingress.kubernetes.io/proxy-body-size: 8m
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

const SNIPPETS: [&str; 5] =
    ["auth-snippet", "configuration-snippet", "modsecurity-snippet", "server-snippet", "stream-snippet"];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET004",
        name: "ingress-snippet",
        title: "Configuration written into an Ingress",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1190")],
        peers: &[
            checkov("CKV_K8S_152"),
            checkov("CKV_K8S_153"),
            checkov("CKV_K8S_154"),
            kubescape("C-0059"),
            trivy("KCV-0093"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("networking.k8s.io", "Ingress"), ("extensions", "Ingress")]),
        judge,
    ),
};

fn judge<'a>(ingress: &'a Object, sink: &mut Sink<'a>) {
    let annotations = ingress.root().path(&["metadata", "annotations"]).into_iter().flat_map(Node::entries);
    for entry in annotations {
        let key = entry.name();
        let Some((domain, name)) = key.split_once('/') else { continue };
        if domain.ends_with("ingress.kubernetes.io") && SNIPPETS.contains(&name) {
            sink.at(entry.key).say(message!(
                "`{}` runs in the Ingress controller, which reads the Secrets of all namespaces",
                name
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_annotation() {
        check(
            "NET004",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/server-snippet: deny all;
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET004: `server-snippet` runs in the Ingress controller, which reads the Secrets of all namespaces
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
",
        );
    }
}
