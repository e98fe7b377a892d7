//! ## What it does
//! Finds Deployments with fewer replicas than a number, where no HorizontalPodAutoscaler of the input sets it. It says
//! nothing until the number is set.
//!
//! ## Why is this bad
//! While a node is drained or fails, what had one Pod has none.
//!
//! ## Fix safety
//! There is no fix: whether a program may run twice only a person knows.
//!
//! ## Parameters
//! `minimum`: the replicas that a Deployment must have, such as 2.
//!
//! ```toml
//! [check.OPS028]
//! minimum = 2
//! ```
//!
//! ```yaml,bad
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
//!   replicas: 2
//!   selector: {matchLabels: {app: api}}
//!   template:
//!     metadata: {labels: {app: api}}
//!     spec: {containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::replicas::Scaling;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS028",
        name: "few-replicas",
        title: "Fewer replicas than are wanted here",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("minimum-three-replicas"),
            kube_score("deployment-replicas"),
            polaris("deploymentMissingReplicas"),
        ],
    },
    parameters: &[Parameter {
        name: "minimum",
        description: "The replicas that a Deployment must have",
        default: DefaultValue::Int(0),
    }],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let minimum = sinks.parameters().int("minimum");
    if minimum <= 0 {
        return;
    }
    let scaling = Scaling::of(inventory);
    for deployment in inventory.of_kind("apps", "Deployment") {
        let Some(replicas) = scaling.least(deployment).filter(|least| least.number < minimum) else {
            continue;
        };
        // What an autoscaler keeps is a matter of the autoscaler.
        let Some(spec) = deployment.root().get("spec").filter(|_| replicas.object.id() == deployment.id())
        else {
            continue;
        };
        sinks.of(deployment).absent(spec, "replicas").say(message!(
            "Deployment `{}` has {} of the {} replicas that are wanted here",
            deployment.name(),
            replicas.number,
            minimum
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn unless_scaled() {
        check_configured(
            "OPS028",
            ("minimum", ParameterValue::Int(2)),
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec: {template: {spec: {containers: [{name: api}]}}}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS028: Deployment `api` has 1 of the 2 replicas that are wanted here
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {replicas: 1}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec: {scaleTargetRef: {kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 4}
",
        );
    }
}
