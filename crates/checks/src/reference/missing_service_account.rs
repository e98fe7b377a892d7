//! ## What it does
//! Finds pods that name a ServiceAccount which does not exist. The ServiceAccount `default` always does.
//!
//! ## Why is this bad
//! The API server refuses the pod: a Deployment makes no pods at all. Where the input is not said to be
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
//!   serviceAccountName: api
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
//!   serviceAccountName: api
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ---
//! apiVersion: v1
//! kind: ServiceAccount
//! metadata: {name: api, namespace: shop}
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
        id: "REF003",
        name: "missing-service-account",
        title: "ServiceAccount that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("non-existent-service-account"),
            kubescape("C-0307"),
            popeye("POP-307"),
            popeye("POP-507"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Reference(Lacking::Object(ReferenceKind::ServiceAccount), judge),
};

fn judge<'a>(_pod: PodView<'a>, dangling: &Dangling<'a>, sink: &mut Sink<'a>) {
    let Lack::Object(presence) = dangling.lack else { return };
    let name = &dangling.reference.name;
    sink.at(dangling.reference.node)
        .say(match presence {
            Presence::Missing => {
                message!("ServiceAccount `{}` does not exist, so no container of the pod starts", name)
            }
            _ => message!("ServiceAccount `{}` is not in the input", name),
        })
        .weighed_by(presence);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn default_is_always_there() {
        check(
            "REF003",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      serviceAccountName: worker
#                         ^^^^^^ REF003: ServiceAccount `worker` is not in the input
      containers: [{name: api}]
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop}
spec: {serviceAccountName: default, containers: [{name: two}]}
",
        );
    }
}
