//! ## What it does
//! Finds Namespaces without a LimitRange. Those of the cluster itself (`kube-system` and the like) are left alone.
//!
//! ## Why is this bad
//! Containers that name no requests and limits get none: they are not counted when nodes are chosen, and nothing holds
//! them. Where the input is not said to be all there is (`--complete`, a snapshot, a live cluster), it may stand
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
//! kind: LimitRange
//! metadata: {name: all, namespace: shop}
//! spec: {limits: [{type: Container, default: {memory: 256Mi}}]}
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
        id: "NSP004",
        name: "namespace-without-limit-range",
        title: "Namespace without a LimitRange",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Resource policies")],
        peers: &[trivy("KSV-0039")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let ranges: FxHashSet<Option<&str>> =
        inventory.of_kind("", "LimitRange").map(Object::namespace).collect();
    for namespace in inventory.of_kind("", "Namespace") {
        if OF_THE_CLUSTER.contains(&namespace.name()) || ranges.contains(&Some(namespace.name())) {
            continue;
        }
        let place = namespace.metadata().unwrap_or(namespace.root());
        let sink = sinks.of(namespace);
        if inventory.options().complete {
            sink.at(place).say(message!(
                "namespace `{}` has no LimitRange, so containers that name no limits have none",
                namespace.name()
            ));
        } else {
            sink.at(place)
                .say(message!("namespace `{}` has no LimitRange, so containers that name no limits have none, as far as the input goes", namespace.name()))
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
            "NSP004",
            r"
apiVersion: v1
kind: Namespace
metadata: {name: shop}
#         ^^^^^^^^^^^^ NSP004: namespace `shop` has no LimitRange, so containers that name no limits have none, as far as the input goes
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
kind: LimitRange
metadata: {name: all, namespace: tenant}
spec: {limits: [{type: Container, default: {memory: 256Mi}}]}
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "NSP004",
            r"
apiVersion: v1
kind: Namespace
metadata: {name: shop}
#         ^^^^^^^^^^^^ NSP004: namespace `shop` has no LimitRange, so containers that name no limits have none
",
        );
    }
}
