//! ## What it does
//! Finds Secrets of the type `kubernetes.io/service-account-token`.
//!
//! ## Why is this bad
//! The control plane fills such a Secret with a token of the ServiceAccount that never expires and is bound to no Pod. Who reads
//! it once, from the cluster or from a backup, has the rights of the ServiceAccount for good. Since 1.24 Kubernetes makes none
//! by itself: Pods get tokens of an hour that end with them, and others ask for one (`kubectl create token`).
//!
//! ## Fix safety
//! There is no fix: whoever uses the token has to get another one first. A Pod mounts a projected volume, a program outside of
//! the cluster calls the TokenRequest API or has an identity of its own.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Secret
//! metadata:
//!   name: deployer-token
//!   namespace: shop
//!   annotations: {kubernetes.io/service-account.name: deployer}
//! type: kubernetes.io/service-account-token
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Secret
//! metadata: {name: deployer, namespace: shop}
//! type: Opaque
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC007",
        name: "service-account-token-secret",
        title: "Secret with a token that never expires",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1528")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Secret")]), judge),
};

/// The type of Secrets that the control plane fills with a token.
const TOKEN: &str = "kubernetes.io/service-account-token";

fn judge<'a>(secret: &'a Object, sink: &mut Sink<'a>) {
    let Some(kind) = secret.root().get("type").filter(|kind| kind.as_str().is_some_and(|kind| kind == TOKEN))
    else {
        return;
    };
    let account = secret.root().path(&["metadata", "annotations", "kubernetes.io/service-account.name"]);
    sink.at(kind).say(message!(
        "Secret `{}` holds a token of ServiceAccount `{}` that never expires",
        secret.name(),
        account.and_then(Node::as_str).unwrap_or_default()
    ));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_type() {
        check(
            "SEC007",
            r"
apiVersion: v1
kind: Secret
metadata: {name: deployer, annotations: {kubernetes.io/service-account.name: ci}}
type: kubernetes.io/service-account-token
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SEC007: Secret `deployer` holds a token of ServiceAccount `ci` that never expires
---
apiVersion: v1
kind: Secret
metadata: {name: db}
type: Opaque
",
        );
    }
}
