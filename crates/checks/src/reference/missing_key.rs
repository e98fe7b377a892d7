//! ## What it does
//! Finds variables and volumes that take a key of a ConfigMap or Secret which the object in the input does not have, unless
//! they call it `optional`. Objects without any data are left alone: somebody else fills them.
//!
//! ## Why is this bad
//! The kubelet does not start the container before the key is there.
//!
//! ## Fix safety
//! There is no fix: only a person knows which key was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env:
//!     - name: MODE
//!       valueFrom:
//!         configMapKeyRef: {name: settings, key: modus}
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data: {mode: fast}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env:
//!     - name: MODE
//!       valueFrom:
//!         configMapKeyRef: {name: settings, key: mode}
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data: {mode: fast}
//! ```

use finding::{Rule, Severity, message};
use model::PodView;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::dangling::{Dangling, Lack, Lacking};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF010",
        name: "missing-key",
        title: "Key that a ConfigMap or Secret does not have",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Reference(Lacking::Key, judge),
};

fn judge<'a>(pod: PodView<'a>, dangling: &Dangling<'a>, sink: &mut Sink<'a>) {
    let (Lack::Key(owner), Some((key, node))) = (dangling.lack, &dangling.reference.key) else { return };
    let related = owner.root().get("data").unwrap_or(owner.root());
    sink.at(*node)
        .say(message!(
            "{} `{}` has no key `{}`, so a container of {} `{}` does not start",
            owner.kind(),
            owner.name(),
            key,
            pod.object().kind(),
            pod.object().name()
        ))
        .related("the keys that there are", owner, related);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn keys_of_variables_and_volumes() {
        check(
            "REF010",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      volumes:
      - name: settings
        configMap: {name: settings, items: [{key: gone, path: gone}, {key: mode, path: mode}]}
#                                                 ^^^^ REF010: ConfigMap `settings` has no key `gone`, so a container of Deployment `api` does not start
      containers:
      - name: api
        env:
        - {name: A, valueFrom: {secretKeyRef: {name: filled-later, key: any}}}
        - {name: B, valueFrom: {configMapKeyRef: {name: settings, key: other, optional: true}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {mode: fast}
---
apiVersion: v1
kind: Secret
metadata: {name: filled-later, namespace: shop}
",
        );
    }
}
