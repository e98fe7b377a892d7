//! ## What it does
//! Finds HorizontalPodAutoscalers whose `scaleTargetRef` names an object that does not exist.
//!
//! ## Why is this bad
//! Nothing is scaled: under load the workload that was meant stays as small as it is. Where the input is not said to be all
//! there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   maxReplicas: 5
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//! ```
//!
//! ```yaml,good
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   maxReplicas: 5
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//! ---
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF007",
        name: "missing-autoscaler-target",
        title: "HorizontalPodAutoscaler of nothing",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("dangling-horizontalpodautoscaler"),
            kube_score("horizontalpodautoscaler-has-target"),
            kubescape("C-0300"),
            popeye("POP-600"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for autoscaler in inventory.of_kind("autoscaling", "HorizontalPodAutoscaler") {
        let Some(target) = autoscaler.root().path(&["spec", "scaleTargetRef"]) else { continue };
        let text = |key| target.get(key).and_then(Node::as_str);
        let (Some(node), Some(kind), Some(name)) = (target.get("name"), text("kind"), text("name")) else {
            continue;
        };
        let api_version = text("apiVersion").unwrap_or_default();
        let group = api_version.split_once('/').map_or("", |(group, _)| group);
        let presence = inventory.presence(group, &kind, autoscaler.namespace(), &name);
        let message = match presence {
            Presence::Found(_) | Presence::Implied => continue,
            Presence::Missing => message!("the autoscaler scales {} `{}`, which does not exist", kind, name),
            Presence::NotInInput => {
                message!("the autoscaler scales {} `{}`, which is not in the input", kind, name)
            }
        };
        sinks.of(autoscaler).at(node).say(message).weighed_by(presence);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_kind_and_name() {
        check(
            "REF007",
            r"
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  maxReplicas: 5
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: gone}
#                                                               ^^^^ REF007: the autoscaler scales Deployment `gone`, which is not in the input
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
",
        );
    }
}
