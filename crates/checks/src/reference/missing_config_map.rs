//! ## What it does
//! Finds ConfigMaps that a pod takes its environment or a volume from and that do not exist, unless it calls them `optional`.
//!
//! ## Why is this bad
//! The kubelet does not start a container before all of them are there. Where the input is not said to be
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
//!   - name: settings
//!     configMap: {name: settings}
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
//!   - name: settings
//!     configMap: {name: settings}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data: {mode: fast}
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
        id: "REF001",
        name: "missing-config-map",
        title: "ConfigMap that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("env-value-from"), popeye("POP-407")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Reference(Lacking::Object(ReferenceKind::ConfigMap), judge),
};

fn judge<'a>(_pod: PodView<'a>, dangling: &Dangling<'a>, sink: &mut Sink<'a>) {
    let Lack::Object(presence) = dangling.lack else { return };
    let name = &dangling.reference.name;
    sink.at(dangling.reference.node)
        .say(match presence {
            Presence::Missing => {
                message!("ConfigMap `{}` does not exist, so no container of the pod starts", name)
            }
            _ => message!("ConfigMap `{}` is not in the input", name),
        })
        .weighed_by(presence);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn once_for_each_pod() {
        check(
            "REF001",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - {name: a, configMap: {name: gone}}
#                                   ^^^^ REF001: ConfigMap `gone` is not in the input
      - {name: b, configMap: {name: gone, optional: true}}
      containers:
      - name: api
        envFrom:
        - configMapRef: {name: other}
#                              ^^^^^ REF001: ConfigMap `other` is not in the input
        - configMapRef: {name: other}
        env:
        - {name: A, valueFrom: {configMapKeyRef: {name: kept, key: a}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: kept, namespace: shop}
data: {a: x}
",
        );
    }
}
