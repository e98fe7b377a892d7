//! ## What it does
//! Finds Deployments and StatefulSets with a number of replicas or more that have neither `topologySpreadConstraints`
//! nor `podAntiAffinity`. It says nothing until the number is set.
//!
//! ## Why is this bad
//! One node that fails may take all of them. The scheduler spreads the Pods of a controller over nodes and zones by
//! itself where it can, which is why nothing is said by default; only a rule makes it certain.
//!
//! ## Fix safety
//! There is no fix: how far apart they must be depends on the cluster.
//!
//! ## Parameters
//! `from`: the number of replicas from which on they must be kept apart, such as 2.
//!
//! ```toml
//! [check.OPS030]
//! from = 2
//! ```
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
//!     spec: {topologySpreadConstraints: [{topologyKey: kubernetes.io/hostname, maxSkew: 1, whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: api}}}], containers: [{name: api, image: registry.example/api:1.4}]}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, DefaultValue, Judge, Parameter, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::workload::replicas;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS030",
        name: "unspread-replicas",
        title: "Replicas that are not told to keep apart",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("no-anti-affinity"),
            kube_score("deployment-has-host-podantiaffinity"),
            kube_score("pod-topology-spread-constraints"),
            kube_score("statefulset-has-host-podantiaffinity"),
            polaris("topologySpreadConstraint"),
        ],
    },
    parameters: &[Parameter {
        name: "from",
        description: "The number of replicas from which on they must be kept apart",
        default: DefaultValue::Int(0),
    }],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apps", "Deployment"), ("apps", "StatefulSet")]), judge),
};

fn judge<'a>(controller: &'a Object, sink: &mut Sink<'a>) {
    let from = sink.parameters().int("from");
    if from <= 0 || replicas(controller) < from {
        return;
    }
    let Some(spec) = controller.root().path(&["spec", "template", "spec"]) else { return };
    let constraints = spec.get("topologySpreadConstraints").is_some_and(|list| list.items().next().is_some());
    let affinity = spec.path(&["affinity", "podAntiAffinity"]).is_some_and(|affinity| !affinity.is_null());
    if !constraints && !affinity {
        sink.absent(spec, "topologySpreadConstraints").say(message!(
            "the {} replicas of {} `{}` may all come to run on one node",
            replicas(controller),
            controller.kind(),
            controller.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn from_the_number_on() {
        check_configured(
            "OPS030",
            ("from", ParameterValue::Int(2)),
            r"
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  replicas: 2
  template: {spec: {containers: [{name: db}]}}
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS030: the 2 replicas of StatefulSet `db` may all come to run on one node
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: one, namespace: shop}
spec: {template: {spec: {containers: [{name: db}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: apart, namespace: shop}
spec: {replicas: 2, template: {spec: {affinity: {podAntiAffinity: {}}, containers: [{name: db}]}}}
",
        );
    }
}
