//! ## What it does
//! Finds volumes that name a PersistentVolumeClaim which does not exist.
//!
//! ## Why is this bad
//! The scheduler finds no place for the pod. Where the input is not said to be
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
//!   volumes:
//!   - name: data
//!     persistentVolumeClaim: {claimName: data}
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
//!   volumes:
//!   - name: data
//!     persistentVolumeClaim: {claimName: data}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ---
//! apiVersion: v1
//! kind: PersistentVolumeClaim
//! metadata: {name: data, namespace: shop}
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
        id: "REF004",
        name: "missing-claim",
        title: "PersistentVolumeClaim that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-407")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Reference(Lacking::Object(ReferenceKind::PersistentVolumeClaim), judge),
};

fn judge<'a>(_pod: PodView<'a>, dangling: &Dangling<'a>, sink: &mut Sink<'a>) {
    let Lack::Object(presence) = dangling.lack else { return };
    let name = &dangling.reference.name;
    sink.at(dangling.reference.node)
        .say(match presence {
            Presence::Missing => {
                message!("PersistentVolumeClaim `{}` does not exist, so no container of the pod starts", name)
            }
            _ => message!("PersistentVolumeClaim `{}` is not in the input", name),
        })
        .weighed_by(presence);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn claims_of_volumes() {
        check(
            "REF004",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - {name: data, persistentVolumeClaim: {claimName: data}}
#                                                       ^^^^ REF004: PersistentVolumeClaim `data` is not in the input
      containers: [{name: api}]
",
        );
    }
}
