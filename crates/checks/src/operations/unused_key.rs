//! ## What it does
//! Finds keys of ConfigMaps and Secrets of which the input, said to be all there is, uses other keys one by one, and
//! never the whole.
//!
//! ## Why is this bad
//! A setting that nobody reads is often one that somebody misspelt; a credential that nobody reads still opens what it
//! always did.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether it is needed.
//!
//! ```yaml,bad,complete
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}]
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data: {mode: fast, colour: red}
//! ```
//!
//! ```yaml,good,complete
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     env: [{name: MODE, valueFrom: {configMapKeyRef: {name: settings, key: mode}}}]
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! data: {mode: fast}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::usage::Usage;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS068",
        name: "unused-key",
        title: "Key of a ConfigMap or Secret that nothing reads",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-401")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    if !inventory.options().complete {
        return;
    }
    let usage = Usage::of(inventory);
    for object in ["ConfigMap", "Secret"].into_iter().flat_map(|kind| inventory.of_kind("", kind)) {
        let Some(used) = usage.keys(object) else { continue };
        let data =
            ["data", "binaryData", "stringData"].into_iter().filter_map(|field| object.root().get(field));
        for entry in data.flat_map(Node::entries).filter(|entry| !used.contains(&entry.name())) {
            sinks.of(object).at(entry.key).say(message!(
                "nothing reads the key `{}` of {} `{}`",
                entry.name(),
                object.kind(),
                object.name()
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_complete;

    #[test]
    fn only_where_keys_are_used_one_by_one() {
        check_complete(
            "OPS068",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  volumes:
  - {name: some, configMap: {name: some, items: [{key: used, path: used}]}}
  - {name: whole, configMap: {name: whole}}
  containers:
  - name: api
    env:
    - {name: A, valueFrom: {configMapKeyRef: {name: whole, key: used}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: some, namespace: shop}
data:
  used: a
  other: b
# ^^^^^ OPS068: nothing reads the key `other` of ConfigMap `some`
---
apiVersion: v1
kind: ConfigMap
metadata: {name: whole, namespace: shop}
data: {used: a, other: b}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: unused, namespace: shop}
data: {other: b}
",
        );
    }
}
