//! ## What it does
//! Finds probes with no handler or with several (`exec`, `grpc`, `httpGet`, `tcpSocket`), probes of init containers
//! that do not stay, numbers of ports that are written as texts, and a `successThreshold` other than 1 in liveness and
//! startup probes.
//!
//! ## Why is this bad
//! There is no Pod: the API server refuses it.
//!
//! ## Fix safety
//! Safe for the threshold and for ports, without which there is no Pod at all. What a probe is to ask only a person knows.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     livenessProbe: {periodSeconds: 10}
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     livenessProbe: {successThreshold: 2, tcpSocket: {port: 80}}
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     readinessProbe: {tcpSocket: {port: "8080"}}
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
//!     livenessProbe: {periodSeconds: 10, tcpSocket: {port: 80}}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::ContainerRole;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS016",
        name: "invalid-probe",
        title: "Probe that the API server refuses",
        severity: Severity::Medium,
        fix: Some(Safety::Safe),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

const HANDLERS: [&str; 4] = ["exec", "grpc", "httpGet", "tcpSocket"];

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    for (field, probe) in container.probes() {
        if container.role() == ContainerRole::Init {
            sink.at(probe).say(message!(
                "init container `{}` has a {}, which only containers that stay may have: the API server refuses it",
                container.name(),
                field
            ));
            continue;
        }
        let handlers =
            HANDLERS.iter().filter(|name| probe.get(name).is_some_and(|node| !node.is_null())).count();
        if handlers != 1 {
            sink.at(probe).say(message!(
                "the {} of container `{}` has {}, so the API server refuses it",
                field,
                container.name(),
                if handlers == 0 { "nothing that it asks" } else { "several things that it asks" }
            ));
        }
        for node in ["httpGet", "tcpSocket"].iter().filter_map(|handler| probe.path(&[handler, "port"])) {
            quoted_port(container, field, node, sink);
        }
        let Some(threshold) = probe.get("successThreshold").filter(|_| field != "readinessProbe") else {
            continue;
        };
        if threshold.as_i64().is_some_and(|times| times > 1) {
            sink.at(threshold)
                .say(message!(
                    "the {} of container `{}` may only have the successThreshold 1: the API server refuses it",
                    field,
                    container.name()
                ))
                .fix("set successThreshold: 1", [Change::Replace(threshold, Value::Int(1))]);
        }
    }
}

/// A port is a number, or a name with a letter in it.
fn quoted_port<'a>(container: &ContainerFields<'a>, field: &str, node: Node<'a>, sink: &mut Sink<'a>) {
    let Some(number) = node.as_str().and_then(|text| text.parse::<u16>().ok()) else { return };
    sink.at(node)
        .say(message!(
            "the {} of container `{}` asks port {} as a text, and the API server wants a number",
            field,
            container.name(),
            number
        ))
        .fix(
            format!("write {number} without quotes"),
            [Change::Replace(node, Value::Int(i64::from(number)))],
        );
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn handlers_and_thresholds() {
        check(
            "OPS016",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  initContainers:
  - {name: prepare, readinessProbe: {tcpSocket: {port: 80}}}
#                                   ^^^^^^^^^^^^^^^^^^^^^^^ OPS016: init container `prepare` has a readinessProbe, which only containers that stay may have: the API server refuses it
  - {name: proxy, restartPolicy: Always, readinessProbe: {tcpSocket: {port: 80}}}
  containers:
  - {name: api, livenessProbe: {tcpSocket: {port: 80}, httpGet: {port: 80}}, readinessProbe: {successThreshold: 2, httpGet: {port: 80}}}
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ OPS016: the livenessProbe of container `api` has several things that it asks, so the API server refuses it
  - {name: start, startupProbe: {successThreshold: 2, grpc: {port: 80}}}
#                                                  ^ OPS016: the startupProbe of container `start` may only have the successThreshold 1: the API server refuses it
  - {name: null, livenessProbe: null}
  - {name: text, livenessProbe: {tcpSocket: {port: "80"}}, readinessProbe: {tcpSocket: {port: http}}}
#                                                  ^^^^ OPS016: the livenessProbe of container `text` asks port 80 as a text, and the API server wants a number
"#,
        );
    }
}
