//! ## What it does
//! Finds containers without a request of CPU, where neither the pod as a whole has one nor a LimitRange of their namespace in the
//! input gives them one. A limit stands for a request, as it does in Kubernetes. Init containers and ephemeral ones are left alone.
//!
//! ## Why is this bad
//! The scheduler takes it for nothing, and on a busy node it gets what the others leave.
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
//!       requests: {cpu: 100m}
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
        id: "OPS003",
        name: "no-cpu-request",
        title: "No CPU request",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Resource policies")],
        peers: &[
            checkov("CKV_K8S_10"),
            kube_linter("unset-cpu-requirements"),
            kube_score("container-resources"),
            kubeaudit("limits"),
            kubescape("C-0050"),
            kubescape("C-0268"),
            polaris("cpuRequestsMissing"),
            popeye("POP-106"),
            trivy("KSV-0015"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (pod, container) in without(inventory, Amount { bound: Bound::Request, resource: "cpu" }) {
        sinks.of(pod.object()).absent(container.node(), "resources.requests.cpu").say(message!(
            "container `{}` asks for no CPU, so on a busy node it gets what the others leave",
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
            "OPS003",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, resources: {requests: {cpu: 1}}}
      - {name: bare}
#       ^^^^^^^^^^^^ OPS003: container `bare` asks for no CPU, so on a busy node it gets what the others leave
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
    defaultRequest: {cpu: 1}
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop}
spec:
  resources: {requests: {cpu: 1}}
  containers: [{name: three}]
",
        );
    }
}
