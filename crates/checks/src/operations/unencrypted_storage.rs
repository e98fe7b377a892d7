//! ## What it does
//! Finds StorageClasses whose parameters switch encryption off (`encrypted: "false"`).
//!
//! ## Why is this bad
//! Whoever gets at a disk, a snapshot or a backup of it reads everything that was stored.
//!
//! ## Fix safety
//! Breaking: a StorageClass cannot be changed; it has to be made anew, and volumes that are there stay as they are.
//!
//! ```yaml,bad
//! apiVersion: storage.k8s.io/v1
//! kind: StorageClass
//! metadata: {name: fast}
//! provisioner: ebs.csi.aws.com
//! parameters: {type: gp3, encrypted: "false"}
//! ```
//!
//! ```yaml,good
//! apiVersion: storage.k8s.io/v1
//! kind: StorageClass
//! metadata: {name: fast}
//! provisioner: ebs.csi.aws.com
//! parameters: {type: gp3, encrypted: "true"}
//! ```

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
        id: "OPS066",
        name: "unencrypted-storage-class",
        title: "StorageClass that switches encryption off",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[nsa_cisa("Encrypting traffic and sensitive data")],
        peers: &[kubescape("C-0264")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("storage.k8s.io", "StorageClass")]), judge),
};

fn judge<'a>(class: &'a Object, sink: &mut Sink<'a>) {
    for entry in class.root().get("parameters").into_iter().flat_map(Node::entries) {
        let off = entry.value.as_str().is_some_and(|value| value.eq_ignore_ascii_case("false"));
        if off && matches!(&*entry.name(), "encrypted" | "encryption" | "isEncrypted") {
            sink.at(entry.value)
                .say(message!("volumes of StorageClass `{}` are not encrypted", class.name()))
                .fix("encrypt volumes", [Change::Replace(entry.value, Value::String("true".to_owned()))]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn switched_off() {
        check(
            "OPS066",
            r#"
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: fast}
parameters: {encrypted: "false"}
#                       ^^^^^^^ OPS066: volumes of StorageClass `fast` are not encrypted
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: unsaid}
parameters: {type: gp3}
"#,
        );
    }
}
