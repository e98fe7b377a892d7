//! ## What it does
//! Finds EncryptionConfigurations by which Secrets are written as plain text: no block names them, or the first
//! provider of the first block that does is `identity`. An exact name counts before `*.` and that before `*.*`; the
//! first provider writes, the others only read.
//!
//! ## Why is this bad
//! The file looks like encryption, and every new Secret is plain text in etcd and its backups. Tools that look for any
//! provider of a list, or only for the flag, call it encrypted.
//!
//! ## Fix safety
//! Needs evidence: it must be known that every API server has the key before one of them writes with it. `identity`
//! goes to the end of the list, so that what is there stays readable.
//!
//! ```yaml,bad
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: [secrets]
//!   providers:
//!   - identity: {}
//!   - kms:
//!       apiVersion: v2
//!       name: vault
//!       endpoint: unix:///run/kms.sock
//! ```
//!
//! ```yaml,bad
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: [configmaps]
//!   providers:
//!   - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
//! ```
//!
//! ```yaml,good
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: ['*.*']
//!   providers:
//!   - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
//!   - identity: {}
//! ```
//!
//! ```yaml,good
//! apiVersion: apiserver.config.k8s.io/v1
//! kind: EncryptionConfiguration
//! resources:
//! - resources: [secrets]
//!   providers:
//!   - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
//! - resources: ['*.']
//!   providers:
//!   - identity: {}
//! ```

use component::{Encryption, ProviderKind, Writer};
use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD028",
        name: "secrets-written-as-plain-text",
        title: "Encryption configuration leaves Secrets in plain text",
        severity: Severity::High,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[cis("1.2.28")],
        peers: &[checkov("CKV_K8S_104"), kubescape("C-0142")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apiserver.config.k8s.io", "EncryptionConfiguration")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let encryption = Encryption::of(object.root());
    match encryption.writer("", "secrets") {
        Writer::Provider(provider, list) if provider.kind == ProviderKind::Identity => {
            let said = sink
                .at(provider.node)
                .say(message!("Secrets are written as plain text: the provider `identity` stands first"));
            if list.items().count() > 1 {
                said.fix("read plain text last, write none", to_the_end(provider.node, list))
                    .needs("that every API server has the keys of the other providers");
            }
        }
        Writer::Nobody => {
            let place = match encryption.blocks() {
                Some(blocks) => sink.at(blocks),
                None => sink.absent(object.root(), "resources"),
            };
            place.say(message!("Secrets are written as plain text: no block names `secrets`"));
        }
        Writer::Provider(..) | Writer::Unknown => {}
    }
}

fn to_the_end<'a>(identity: Node<'a>, list: Node<'a>) -> Vec<Change<'a>> {
    let is_there_twice = list.items().skip(1).any(|provider| provider.get("identity").is_some());
    let plain = Value::Mapping(vec![("identity".to_owned(), Value::Mapping(Vec::new()))]);
    let append = (!is_there_twice).then_some(Change::Append(list, plain));
    std::iter::once(Change::Remove(identity)).chain(append).collect()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD028",
            r#"
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - identity: {}
#   ^^^^^^^^^^^^ NOD028: Secrets are written as plain text: the provider `identity` stands first
  - kms:
      apiVersion: v2
      name: vault
      endpoint: unix:///run/kms.sock
---
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: ['*.*']
  providers:
  - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
  - identity: {}
---
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}
- resources: ['*.']
  providers:
  - identity: {}
"#,
        );
    }
}
