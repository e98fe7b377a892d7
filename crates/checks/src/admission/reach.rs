//! Whether a webhook that is down keeps Pods of a namespace from being created.

use manifest::Node;
use model::{Inventory, Selector};

use crate::admission::rule::{Matched, matches_any};
use crate::field::{items, strings, text};

/// What a webhook that does not answer does to new Pods of a namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// They are refused.
    Blocks,
    /// It is not asked about them, or they pass.
    Spares,
    /// The input does not say.
    Unknown,
}

const PODS: [Matched; 1] = [Matched { group: "", resource: "pods" }];

/// What a webhook does to new Pods of a namespace; of Pods with certain labels, where they are known.
pub(crate) fn reach(
    inventory: &Inventory,
    webhook: Node<'_>,
    namespace: &str,
    labels: Option<Node<'_>>,
) -> Reach {
    let creates = |rule| strings(rule, "operations").any(|(_, own)| matches!(&*own, "*" | "CREATE"));
    let asked = items(webhook, "rules").any(|rule| creates(rule) && matches_any(rule, &PODS));
    if !asked || text(webhook, "failurePolicy") == "Ignore" {
        return Reach::Spares;
    }
    if items(webhook, "matchConditions").next().is_some() {
        return Reach::Unknown;
    }
    match by_namespace(inventory, webhook, namespace) {
        Reach::Blocks => by_object(webhook, labels),
        other => other,
    }
}

fn by_namespace(inventory: &Inventory, webhook: Node<'_>, namespace: &str) -> Reach {
    let Some(node) = webhook.get("namespaceSelector") else { return Reach::Blocks };
    let Ok(selector) = Selector::read(node) else { return Reach::Unknown };
    let object = inventory.find("", "Namespace", None, namespace);
    let is_known = |key: &str| object.is_some() || key == "kubernetes.io/metadata.name";
    let labels = object.and_then(|object| object.root().path(&["metadata", "labels"]));
    if !selector.keys().all(is_known) {
        return Reach::Unknown;
    }
    if selector.matches_namespace(namespace, labels) { Reach::Blocks } else { Reach::Spares }
}

fn by_object(webhook: Node<'_>, labels: Option<Node<'_>>) -> Reach {
    match webhook.get("objectSelector").map(Selector::read) {
        None => Reach::Blocks,
        Some(Ok(selector)) if selector.is_empty() => Reach::Blocks,
        Some(Ok(selector)) if labels.is_some() && selector.matches(labels) => Reach::Blocks,
        Some(Ok(_)) if labels.is_some() => Reach::Spares,
        Some(_) => Reach::Unknown,
    }
}
