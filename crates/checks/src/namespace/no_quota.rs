//! ## What it does
//! Finds Namespaces without a ResourceQuota. Those of the cluster itself (`kube-system` and the like) are left alone.
//!
//! ## Why is this bad
//! One program that goes wrong, or one stolen credential, may take all that the nodes have: memory, storage, load
//! balancers. Where the input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand
//! elsewhere, and the severity is info.
//!
//! ## Fix safety
//! There is no fix: only a person knows how much the namespace may use.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels: {pod-security.kubernetes.io/enforce: restricted}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels: {pod-security.kubernetes.io/enforce: restricted}
//! ---
//! apiVersion: v1
//! kind: ResourceQuota
//! metadata: {name: all, namespace: shop}
//! spec: {hard: {requests.memory: 8Gi}}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Object};
use rustc_hash::FxHashSet;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::namespace::no_pod_security_level::OF_THE_CLUSTER;
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NSP003",
        name: "namespace-without-quota",
        title: "Namespace without a ResourceQuota",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Resource policies")],
        peers: &[trivy("KSV-0040")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let quotas: FxHashSet<Option<&str>> =
        inventory.of_kind("", "ResourceQuota").map(Object::namespace).collect();
    for namespace in inventory.of_kind("", "Namespace") {
        if OF_THE_CLUSTER.contains(&namespace.name()) || quotas.contains(&Some(namespace.name())) {
            continue;
        }
        let place = namespace.metadata().unwrap_or(namespace.root());
        let sink = sinks.of(namespace);
        if inventory.options().complete {
            sink.at(place).say(message!(
                "namespace `{}` has no ResourceQuota, so what runs in it may take all that the nodes have",
                namespace.name()
            ));
        } else {
            sink.at(place)
                .say(message!("namespace `{}` has no ResourceQuota, so what runs in it may take all that the nodes have, as far as the input goes", namespace.name()))
                .at_most(Severity::Info, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn of_its_own() {
        check(
            "NSP003",
            r"
apiVersion: v1
kind: Namespace
metadata: {name: shop}
#         ^^^^^^^^^^^^ NSP003: namespace `shop` has no ResourceQuota, so what runs in it may take all that the nodes have, as far as the input goes
---
apiVersion: v1
kind: Namespace
metadata: {name: kube-system}
---
apiVersion: v1
kind: Namespace
metadata: {name: tenant}
---
apiVersion: v1
kind: ResourceQuota
metadata: {name: all, namespace: tenant}
spec: {hard: {requests.memory: 8Gi}}
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "NSP003",
            r"
apiVersion: v1
kind: Namespace
metadata: {name: shop}
#         ^^^^^^^^^^^^ NSP003: namespace `shop` has no ResourceQuota, so what runs in it may take all that the nodes have
",
        );
    }
}
