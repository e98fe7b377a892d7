//! ## What it does
//! Finds containers that are meant to run on and have no `livenessProbe`. Jobs, init containers and ephemeral ones are left
//! alone.
//!
//! ## Why is this bad
//! A program that hangs goes on hanging. One that ends by itself when it fails needs no probe: then turn this check off.
//!
//! ## Fix safety
//! There is no fix: only a person knows what tells that the program works.
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
//!     livenessProbe:
//!       httpGet: {path: /healthz, port: 8080}
//!     readinessProbe:
//!       httpGet: {path: /ready, port: 8080}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::operations::lasting::is_lasting;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS005",
        name: "no-liveness-probe",
        title: "No liveness probe",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            checkov("CKV_K8S_8"),
            kube_linter("no-liveness-probe"),
            kube_score("pod-probes"),
            kubescape("C-0056"),
            polaris("livenessProbeMissing"),
            popeye("POP-102"),
            popeye("POP-103"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    if container.liveness_probe.is_none() && is_lasting(container.container()) {
        sink.absent(container.node(), "livenessProbe").say(message!(
            "container `{}` has no liveness probe, so it stays when it hangs",
            container.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn those_that_run_on() {
        check(
            "OPS005",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare}
      containers:
      - {name: api}
#       ^^^^^^^^^^^ OPS005: container `api` has no liveness probe, so it stays when it hangs
      - {name: good, livenessProbe: {tcpSocket: {port: 80}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: once, namespace: shop}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: once}]}}}
",
        );
    }
}
