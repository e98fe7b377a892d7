//! ## What it does
//! Finds containers without a limit of memory, where neither the pod as a whole has one nor a LimitRange of their namespace in the
//! input gives them one. Init containers and ephemeral ones are left alone.
//!
//! ## Why is this bad
//! One leak, or one request that is too large, takes the memory of the whole node: the kernel ends whatever is nearest, which
//! may be somebody else's.
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
//!       limits: {memory: 128Mi}
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
        id: "OPS001",
        name: "no-memory-limit",
        title: "No memory limit",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Resource policies"), mitre("T1499")],
        peers: &[
            checkov("CKV_K8S_13"),
            kube_linter("unset-memory-requirements"),
            kube_score("container-resources"),
            kubeaudit("limits"),
            kubescape("C-0004"),
            kubescape("C-0009"),
            kubescape("C-0271"),
            polaris("memoryLimitsMissing"),
            popeye("POP-106"),
            popeye("POP-107"),
            trivy("KSV-0018"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (pod, container) in without(inventory, Amount { bound: Bound::Limit, resource: "memory" }) {
        sinks.of(pod.object()).absent(container.node(), "resources.limits.memory").say(message!(
            "container `{}` may take all memory of its node, and its neighbours with it",
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
            "OPS001",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, resources: {limits: {memory: 1}}}
      - {name: bare}
#       ^^^^^^^^^^^^ OPS001: container `bare` may take all memory of its node, and its neighbours with it
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
    default: {memory: 1}
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop}
spec:
  resources: {limits: {memory: 1}}
  containers: [{name: three}]
",
        );
    }
}
