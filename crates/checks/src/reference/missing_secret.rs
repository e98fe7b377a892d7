//! ## What it does
//! Finds Secrets that a pod takes its environment, a volume or the log-in of a registry from and that do not exist, unless it
//! calls them `optional`.
//!
//! ## Why is this bad
//! The kubelet does not start a container before all of them are there; without the log-in of a registry it pulls nothing
//! private. Where the input is not said to be
//! all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   imagePullSecrets: [{name: registry}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   imagePullSecrets: [{name: registry}]
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ---
//! apiVersion: v1
//! kind: Secret
//! metadata: {name: registry, namespace: shop}
//! ```

use finding::{Rule, Severity, message};
use model::ReferenceKind;
use model::{PodView, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::dangling::{Dangling, Lack, Lacking};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF002",
        name: "missing-secret",
        title: "Secret that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("env-value-from"), popeye("POP-304"), popeye("POP-305")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Reference(Lacking::Object(ReferenceKind::Secret), judge),
};

fn judge<'a>(_pod: PodView<'a>, dangling: &Dangling<'a>, sink: &mut Sink<'a>) {
    let Lack::Object(presence) = dangling.lack else { return };
    let name = &dangling.reference.name;
    sink.at(dangling.reference.node)
        .say(match presence {
            Presence::Missing => {
                message!("Secret `{}` does not exist, so no container of the pod starts", name)
            }
            _ => message!("Secret `{}` is not in the input", name),
        })
        .weighed_by(presence);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn environment_volumes_and_registries() {
        check(
            "REF002",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      imagePullSecrets: [{name: registry}]
#                               ^^^^^^^^ REF002: Secret `registry` is not in the input
      volumes:
      - {name: a, secret: {secretName: certificate}}
#                                      ^^^^^^^^^^^ REF002: Secret `certificate` is not in the input
      containers: [{name: api}]
---
apiVersion: v1
kind: Secret
metadata: {name: certificate, namespace: other}
",
        );
    }
}
