//! ## What it does
//! Finds pods that a Service in the input selects and of which no container has a `readinessProbe`.
//!
//! ## Why is this bad
//! The Service sends requests to it as soon as its process runs, and goes on when it cannot answer: each roll-out loses some.
//!
//! ## Fix safety
//! There is no fix: only a person knows what tells that the program works.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     livenessProbe:
//!       httpGet: {path: /healthz, port: 8080}
//!     readinessProbe:
//!       httpGet: {path: /ready, port: 8080}
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80}]
//! ```

use finding::{Rule, Severity, message};
use model::{Container, Inventory};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::operations::lasting::lasting_containers;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS006",
        name: "no-readiness-probe",
        title: "No readiness probe behind a Service",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            checkov("CKV_K8S_9"),
            kube_linter("no-readiness-probe"),
            kube_score("pod-probes"),
            kubescape("C-0018"),
            polaris("readinessProbeMissing"),
            popeye("POP-102"),
            popeye("POP-104"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for pod in inventory.pods() {
        let Some(service) = inventory.selecting(pod).find(|object| object.kind() == "Service") else {
            continue;
        };
        let mut containers = lasting_containers(pod);
        let probed = |container: Container<'_>| {
            container.node().get("readinessProbe").is_some_and(|probe| !probe.is_null())
        };
        let Some(first) = containers.next() else { continue };
        if probed(first) || containers.any(probed) {
            continue;
        }
        sinks
            .of(pod.object())
            .absent(first.node(), "readinessProbe")
            .say(message!(
                "Service `{}` sends requests to container `{}` before it can answer them",
                service.name(),
                first.name()
            ))
            .related(
                "this Service selects it",
                service,
                service.root().path(&["spec", "selector"]).unwrap_or(service.root()),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn behind_services() {
        check(
            "OPS006",
            r"
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop, labels: {app: api}}
spec: {containers: [{name: one}, {name: two}]}
#                   ^^^^^^^^^^^ OPS006: Service `api` sends requests to container `one` before it can answer them
---
apiVersion: v1
kind: Pod
metadata: {name: two, namespace: shop, labels: {app: api}}
spec: {containers: [{name: one}, {name: two, readinessProbe: {tcpSocket: {port: 80}}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: three, namespace: shop}
spec: {containers: [{name: one}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec:
  selector: {app: api}
  ports: [{port: 80}]
",
        );
    }
}
