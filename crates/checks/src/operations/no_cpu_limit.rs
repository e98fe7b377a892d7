//! ## What it does
//! Finds containers without a limit of CPU, where neither the pod as a whole has one nor a LimitRange of their namespace in the
//! input gives them one. Init containers and ephemeral ones are left alone.
//!
//! ## Why is this bad
//! It may take all CPU that nobody else asked for. Many teams want just that, since a limit slows programs down on idle
//! nodes: then turn this check off.
//!
//! ## Fix safety
//! There is no fix: only measuring says how much is needed.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     resources:
//!       limits: {cpu: 100m}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::amount::{Amount, Bound, without};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS004",
        name: "no-cpu-limit",
        title: "No CPU limit",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Resource policies"), mitre("T1499")],
        peers: &[
            checkov("CKV_K8S_11"),
            kube_linter("unset-cpu-requirements"),
            kube_score("container-resources"),
            kubeaudit("limits"),
            kubescape("C-0009"),
            kubescape("C-0050"),
            kubescape("C-0270"),
            polaris("cpuLimitsMissing"),
            popeye("POP-106"),
            popeye("POP-107"),
            trivy("KSV-0011"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (pod, container) in without(inventory, Amount { bound: Bound::Limit, resource: "cpu" }) {
        sinks.of(pod.object()).absent(container.node(), "resources.limits.cpu").say(message!(
            "container `{}` may take all CPU of its node that nobody asked for",
            container.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn container_pod_and_limit_range() {
        check(
            "OPS004",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, resources: {limits: {cpu: 1}}}
      - {name: bare}
#       ^^^^^^^^^^^^ OPS004: container `bare` may take all CPU of its node that nobody asked for
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: ranged}
spec: {containers: [{name: two}]}
---
apiVersion: v1
kind: LimitRange
metadata: {name: defaults, namespace: ranged}
spec:
  limits:
  - type: Container
    default: {cpu: 1}
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop}
spec:
  resources: {limits: {cpu: 1}}
  containers: [{name: three}]
",
        );
    }
}
