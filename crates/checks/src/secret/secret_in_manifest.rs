//! ## What it does
//! Finds Secrets whose values stand in a file of manifests. What a chart or a kustomization renders, and what a cluster holds,
//! is not meant; nor are values that are empty or filled in later.
//!
//! ## Why is this bad
//! Base64 hides nothing: everybody who reads the repository, its history and its copies has the value. Nobody can change it
//! without a commit, and nobody can take it back.
//!
//! ## Fix safety
//! There is no fix. Keep an encrypted form of it (Sealed Secrets, SOPS) or a reference to a store (External Secrets Operator,
//! Secrets Store CSI driver), and change the value, since it was written down.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Secret
//! metadata: {name: db, namespace: shop}
//! type: Opaque
//! data:
//!   password: Y29ycmVjdC1ob3JzZQ==
//! ```
//!
//! ```yaml,good
//! apiVersion: external-secrets.io/v1
//! kind: ExternalSecret
//! metadata: {name: db, namespace: shop}
//! spec:
//!   secretStoreRef: {name: vault, kind: ClusterSecretStore}
//!   target: {name: db}
//!   data:
//!   - secretKey: password
//!     remoteRef: {key: shop/db, property: password}
//! ```

use credential::{is_filled_later, is_public};
use finding::{Rule, Severity, message};
use manifest::{Entry, Node, Provenance};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC006",
        name: "secret-in-manifest",
        title: "Secret with its values in a file",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Secrets"), mitre("T1552.001")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Secret")]), judge),
};

fn judge<'a>(secret: &'a Object, sink: &mut Sink<'a>) {
    let is_written = matches!(secret.document().source().provenance(), Provenance::File);
    if !is_written || is_rendered(secret) {
        return;
    }
    let fields = ["data", "stringData"].into_iter().filter_map(|field| secret.root().get(field));
    let Some(first) = fields.flat_map(Node::entries).find(is_value) else { return };
    sink.at(first.key).say(message!(
        "the values of Secret `{}` stand in this file, for all who read it or its history",
        secret.name()
    ));
}

/// Whether Helm says of the document that it rendered it: a comment names the template above it.
fn is_rendered(secret: &Object) -> bool {
    let before =
        secret.document().source().text().get(..secret.root().span().start as usize).unwrap_or_default();
    let comments = before.lines().rev().take_while(|line| line.is_empty() || line.starts_with(['#', '-']));
    comments.take(SEARCHED).any(|line| line.starts_with("# Source: "))
}

/// Lines above a document that are looked at.
const SEARCHED: usize = 8;

/// Whether an entry holds something that is to be kept secret.
fn is_value(entry: &Entry<'_>) -> bool {
    let Some(text) = entry.value.as_str() else { return false };
    !text.trim().is_empty() && !is_filled_later(&text) && !is_public(&text)
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn values_and_what_is_none() {
        check(
            "SEC006",
            r#"
apiVersion: v1
kind: Secret
metadata: {name: db}
stringData:
  empty: ""
  later: ${DB_PASSWORD}
  password: correct-horse
# ^^^^^^^^ SEC006: the values of Secret `db` stand in this file, for all who read it or its history
  second: correct-horse
---
apiVersion: v1
kind: Secret
metadata: {name: later}
data:
  password: "{{ password }}"
  ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUVwQUlCQUFLQ0FRRUF6OWtYcTNtVnQ4
---
# Source: shop/templates/secret.yaml
apiVersion: v1
kind: Secret
metadata: {name: rendered}
stringData: {password: correct-horse}
"#,
        );
    }
}
