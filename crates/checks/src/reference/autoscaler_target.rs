//! ## What it does
//! Finds HorizontalPodAutoscalers, VerticalPodAutoscalers and ScaledObjects (KEDA) whose target does not exist.
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
use model::{Inventory, Object, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF007",
        name: "missing-autoscaler-target",
        title: "Autoscaler of nothing",
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

/// Group, kind, and the field that names what is scaled.
const AUTOSCALERS: [(&str, &str, &str); 3] = [
    ("autoscaling", "HorizontalPodAutoscaler", "scaleTargetRef"),
    ("autoscaling.k8s.io", "VerticalPodAutoscaler", "targetRef"),
    ("keda.sh", "ScaledObject", "scaleTargetRef"),
];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (group, kind, field) in AUTOSCALERS {
        for autoscaler in inventory.of_kind(group, kind) {
            if let Some(target) = autoscaler.root().path(&["spec", field]) {
                judge_target(inventory, autoscaler, target, sinks);
            }
        }
    }
}

fn judge_target<'a>(
    inventory: &'a Inventory,
    autoscaler: &'a Object,
    target: Node<'a>,
    sinks: &mut Sinks<'a>,
) {
    let text = |key| target.get(key).and_then(Node::as_str);
    let (Some(node), Some(name)) = (target.get("name"), text("name")) else { return };
    // A ScaledObject need not say that it means a Deployment.
    let kind = text("kind").unwrap_or("Deployment".into());
    let api_version = text("apiVersion").unwrap_or("apps/v1".into());
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    let presence = inventory.presence(group, &kind, autoscaler.namespace(), &name);
    let message = match presence {
        Presence::Found(_) | Presence::Implied => return,
        Presence::Missing => message!("the autoscaler scales {} `{}`, which does not exist", kind, name),
        Presence::NotInInput => {
            message!("the autoscaler scales {} `{}`, which is not in the input", kind, name)
        }
    };
    sinks.of(autoscaler).at(node).say(message).weighed_by(presence);
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
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: db, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}
#                                                           ^^ REF007: the autoscaler scales StatefulSet `db`, which is not in the input
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {name: api}
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
