//! ## What it does
//! Finds probes that ask a port by a name that none of the container's own ports has.
//!
//! ## Why is this bad
//! The probe always fails: the Pod is never ready, or it is restarted again and again.
//!
//! ## Fix safety
//! There is no fix: only a person knows which port was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: web, containerPort: 8080}]
//!     readinessProbe: {httpGet: {path: /ready, port: http}}
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
//!     ports: [{name: http, containerPort: 8080}]
//!     readinessProbe: {httpGet: {path: /ready, port: http}}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS018",
        name: "missing-probe-port",
        title: "Probe of a port that the container does not name",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("liveness-port"), kube_linter("readiness-port"), kube_linter("startup-port")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    for (field, probe) in container.probes() {
        for handler in ["httpGet", "tcpSocket"] {
            let Some(node) = probe.get(handler).and_then(|handler| handler.get("port")) else { continue };
            let Some(name) = node.as_str() else { continue };
            // A text of digits is a number that was quoted.
            if name.bytes().all(|byte| byte.is_ascii_digit()) || has_port(container, &name) {
                continue;
            }
            sink.at(node).say(message!(
                "the {} of container `{}` asks port `{}`, which the container does not name, so it always fails",
                field,
                container.name(),
                name
            ));
        }
    }
}

fn has_port(container: &ContainerFields<'_>, name: &str) -> bool {
    let mut ports = container.ports.into_iter().flat_map(Node::items);
    ports.any(|port| port.get("name").and_then(Node::as_str).is_some_and(|own| own == name))
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_name_only() {
        check(
            "OPS018",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    ports: [{name: http, containerPort: 80}]
    readinessProbe: {httpGet: {port: http}}
    livenessProbe: {tcpSocket: {port: 9000}}
    startupProbe: {tcpSocket: {port: metrics}}
#                                    ^^^^^^^ OPS018: the startupProbe of container `api` asks port `metrics`, which the container does not name, so it always fails
",
        );
    }
}
