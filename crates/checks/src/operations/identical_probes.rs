//! ## What it does
//! Finds containers whose liveness and readiness probe are the same, thresholds and all.
//!
//! ## Why is this bad
//! A program that is busy, or waits for its database, is not ready; that is no reason to end it. With the same probe it
//! is ended as soon as it gets no requests any more, and starting it again makes it worse for the others.
//!
//! ## Fix safety
//! There is no fix: only a person knows what tells that the program hangs. A higher `failureThreshold` for liveness is
//! a beginning.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     livenessProbe: {httpGet: {path: /healthz, port: 8080}}
//!     readinessProbe: {httpGet: {path: /healthz, port: 8080}}
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
//!     livenessProbe: {failureThreshold: 10, httpGet: {path: /healthz, port: 8080}}
//!     readinessProbe: {httpGet: {path: /healthz, port: 8080}}
//! ```

use finding::{Rule, Severity, message};
use manifest::{Kind, Node};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS017",
        name: "identical-probes",
        title: "Liveness probe that is the readiness probe",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("pod-probes-identical")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let (Some(liveness), Some(readiness)) = (container.liveness_probe, container.readiness_probe) else {
        return;
    };
    if liveness.id() == readiness.id() || same(liveness, readiness) {
        sink.at(liveness).say(message!(
            "container `{}` is restarted as soon as it is not ready: both probes are the same",
            container.name()
        ));
    }
}

/// Whether two nodes hold the same.
fn same(one: Node<'_>, other: Node<'_>) -> bool {
    match (one.kind(), other.kind()) {
        (Kind::Mapping, Kind::Mapping) => {
            let found = |name: &str, value: Node<'_>| other.get(name).is_some_and(|other| same(value, other));
            one.entries().count() == other.entries().count()
                && one.entries().all(|entry| found(&entry.name(), entry.value))
        }
        (Kind::Sequence, Kind::Sequence) => {
            one.items().count() == other.items().count()
                && one.items().zip(other.items()).all(|(one, other)| same(one, other))
        }
        _ => one.scalar() == other.scalar(),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn in_whatever_order() {
        check(
            "OPS017",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    livenessProbe: {exec: {command: [a, b]}, periodSeconds: 5}
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS017: container `api` is restarted as soon as it is not ready: both probes are the same
    readinessProbe:
      periodSeconds: 5
      exec: {command: [a, b]}
  - name: other
    livenessProbe: {exec: {command: [a, b]}}
    readinessProbe: {exec: {command: [a, c]}}
  - name: more
    livenessProbe: {exec: {command: [a, b]}}
    readinessProbe: {exec: {command: [a, b]}, timeoutSeconds: 3}
",
        );
    }
}
