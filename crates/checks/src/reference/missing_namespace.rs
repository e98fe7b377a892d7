//! ## What it does
//! Finds namespaces of objects that do not exist, where the input is said to be all there is; once for each, at the
//! first object. Elsewhere it says nothing: namespaces are often made by those who run the cluster.
//!
//! ## Why is this bad
//! The API server refuses everything in it. A tool that makes the namespace by itself makes one without labels, quota
//! and policies.
//!
//! ## Fix safety
//! There is no fix: write the Namespace, with its Pod Security level.
//!
//! ```yaml,bad,complete
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! ```
//!
//! ```yaml,good,complete
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: settings, namespace: shop}
//! ---
//! apiVersion: v1
//! kind: Namespace
//! metadata: {name: shop}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};
use rustc_hash::FxHashSet;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF031",
        name: "missing-namespace",
        title: "Namespace that is not there",
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

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    if !inventory.options().complete {
        return;
    }
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    for object in inventory.objects() {
        let Some(name) = object.namespace().filter(|name| seen.insert(name)) else { continue };
        if matches!(inventory.presence("", "Namespace", None, name), Presence::Missing)
            && let Some(metadata) = object.metadata()
        {
            sinks
                .of(object)
                .absent(metadata, "namespace")
                .say(message!("namespace `{}` does not exist", name));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_complete;

    #[test]
    fn once_for_each() {
        check_complete(
            "REF031",
            r"
apiVersion: v1
kind: ConfigMap
metadata: {name: one, namespace: shop}
#                                ^^^^ REF031: namespace `shop` does not exist
---
apiVersion: v1
kind: ConfigMap
metadata: {name: two, namespace: shop}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: three, namespace: kube-system}
",
        );
    }
}
