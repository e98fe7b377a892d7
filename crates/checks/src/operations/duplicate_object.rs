//! ## What it does
//! Finds objects of the same group, kind, namespace and name that stand twice in one file, or twice anywhere where the
//! input is said to be all there is.
//!
//! ## Why is this bad
//! The one that is applied last wins, and which that is depends on the tool: settings that somebody reads, and
//! reviewed, are not those in the cluster.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two was meant.
//!
//! ```yaml,bad
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 1
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: web, namespace: shop}
//! spec:
//!   replicas: 3
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use std::sync::Arc;

use finding::{Rule, Severity, message};
use model::{Inventory, Object};
use rustc_hash::FxHashMap;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS050",
        name: "duplicate-object",
        title: "Object that is written twice",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

/// What the API server tells objects apart by; the version of the group does not matter.
type Identity<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let complete = inventory.options().complete;
    let mut seen: FxHashMap<Identity<'a>, &'a Object> = FxHashMap::default();
    seen.reserve(inventory.objects().len());
    for object in inventory.objects() {
        // `generateName` makes a new name each time.
        if object.name().is_empty() || object.name().ends_with('*') {
            continue;
        }
        let identity = (object.group(), object.kind(), object.namespace(), object.name());
        let Some(before) = seen.insert(identity, object) else { continue };
        let same_file = Arc::ptr_eq(before.document().source(), object.document().source());
        if complete || same_file {
            sinks
                .of(object)
                .at(object.metadata().unwrap_or(object.root()))
                .say(message!("{} `{}` is written twice: the last one wins", object.kind(), object.name()))
                .related("the one before", before, before.metadata().unwrap_or(before.root()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_identity() {
        check(
            "OPS050",
            r"
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: other}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS050: ConfigMap `settings` is written twice: the last one wins
---
apiVersion: v1
kind: Pod
metadata: {generateName: job-, namespace: shop}
---
apiVersion: v1
kind: Pod
metadata: {generateName: job-, namespace: shop}
",
        );
    }
}
