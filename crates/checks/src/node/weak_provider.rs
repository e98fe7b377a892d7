//! ## What it does
//! Finds EncryptionConfigurations in which Secrets are written by `aescbc`, by `aesgcm`, or by a key management service
//! with its first protocol (`kms` without `apiVersion: v2`).
//!
//! ## Why is this bad
//! `aescbc` does not notice changed ciphertext and is open to padding attacks; `aesgcm` loses its strength unless its
//! key is changed after some 200,000 writes; the first protocol of `kms` is off by default since 1.29.
//!
//! ## Fix safety
//! There is no fix: keys have to be made, and Secrets written again.
//!
//! ```yaml,bad
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: [secrets]
//!   providers:
//!   - kms: {name: vault, endpoint: "unix:///run/kms.sock"}
//! ```
//!
//! ```yaml,good
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: [secrets]
//!   providers:
//!   - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
//! ```

use component::{Encryption, ProviderKind, Writer};
use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD029",
        name: "weak-encryption-provider",
        title: "Outdated provider encrypts Secrets",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.28")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apiserver.config.k8s.io", "EncryptionConfiguration")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let Writer::Provider(provider, _) = Encryption::of(object.root()).writer("", "secrets") else { return };
    let why = match provider.kind {
        ProviderKind::AesCbc => "aescbc does not notice changed ciphertext",
        ProviderKind::AesGcm => "aesgcm needs a new key every 200,000 writes",
        ProviderKind::KmsV1 => "the first protocol of kms is off by default",
        ProviderKind::Identity | ProviderKind::Secretbox | ProviderKind::KmsV2 => return,
    };
    sink.at(provider.node).say(message!("Secrets are encrypted by an outdated provider: {}", why));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD029",
            r#"
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - kms: {name: vault, endpoint: "unix:///run/kms.sock"}
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD029: Secrets are encrypted by an outdated provider: the first protocol of kms is off by default
---
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
"#,
        );
    }
}
