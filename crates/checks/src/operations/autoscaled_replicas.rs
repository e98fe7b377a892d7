//! ## What it does
//! Finds workloads with `replicas` that a HorizontalPodAutoscaler or a ScaledObject of the input scales.
//!
//! ## Why is this bad
//! Whenever the manifest is applied, the number falls back to the one that is written: under load, most of the Pods are
//! taken away at once.
//!
//! ## Fix safety
//! Needs evidence: where the field was applied before, taking it out sets it to one until the autoscaler acts, unless
//! its ownership is given up first.
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
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
//! ```
//!
//! ```yaml,good
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ---
//! apiVersion: autoscaling/v2
//! kind: HorizontalPodAutoscaler
//! metadata: {name: api, namespace: shop}
//! spec:
//!   scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
//!   minReplicas: 2
//!   maxReplicas: 5
//! ```

use finding::{Rule, Safety, Severity, message};
use model::Inventory;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::replicas::{autoscalers, target};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS059",
        name: "autoscaled-replicas",
        title: "Number of replicas that an autoscaler changes",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("deployment-targeted-by-hpa-does-not-have-replicas-configured")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for autoscaler in autoscalers(inventory) {
        let Some(target) = target(inventory, autoscaler) else { continue };
        let Some(replicas) = target.root().path(&["spec", "replicas"]).filter(|node| !node.is_null()) else {
            continue;
        };
        sinks
            .of(target)
            .at(replicas)
            .say(message!(
                "{} `{}` is scaled: each time the manifest is applied, it falls back to this number",
                target.kind(),
                target.name()
            ))
            .fix("leave the number to the autoscaler", [Change::Remove(replicas)])
            .needs("that the field's owner in the cluster is the autoscaler")
            .related("the autoscaler", autoscaler, autoscaler.metadata().unwrap_or(autoscaler.root()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_target() {
        check(
            "OPS059",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  replicas: 3
#           ^ OPS059: Deployment `api` is scaled: each time the manifest is applied, it falls back to this number
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}
  minReplicas: 2
  maxReplicas: 5
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: queue, namespace: shop}
spec: {scaleTargetRef: {name: queue}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: queue, namespace: shop}
spec:
  replicas: 1
#           ^ OPS059: Deployment `queue` is scaled: each time the manifest is applied, it falls back to this number
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: registry.example/api:1.4}]}
",
        );
    }
}
