//! ## What it does
//! Finds keys that stand in an EncryptionConfiguration: `secret` of the providers `aescbc`, `aesgcm` and `secretbox`.
//! The key is never shown.
//!
//! ## Why is this bad
//! Whoever reads the file, where it is kept and wherever it was copied, decrypts every Secret of every backup of etcd
//! that was written with the key. A key management service (`kms`) gives the key to the API server only.
//!
//! ## Fix safety
//! There is no fix: a key that was shown has to be replaced, and Secrets written again.
//!
//! ```yaml,bad
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: [secrets]
//!   providers:
//!   - secretbox:
//!       keys:
//!       - name: first
//!         secret: YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=
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

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::secret::{Exposed, Holder};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "SEC040",
        name: "encryption-key-in-file",
        title: "Key of the cluster's encryption stands in a file",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("1.2.28"), nsa_cisa("Authentication and authorization")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Secret(Holder::EncryptionKey, judge),
};

fn judge<'a>(exposed: &Exposed<'a>, sink: &mut Sink<'a>) {
    sink.at(exposed.place)
        .say(message!("the key `{}` that encrypts Secrets stands in this file", exposed.name));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_name_is_pointed_at_and_the_key_is_not() {
        check(
            "SEC040",
            r"
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - aescbc:
      keys:
      - name: first
#             ^^^^^ SEC040: the key `first` that encrypts Secrets stands in this file
        secret: YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=
      - {name: second, secret: YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTc=}
#              ^^^^^^ SEC040: the key `second` that encrypts Secrets stands in this file
",
        );
    }
}
