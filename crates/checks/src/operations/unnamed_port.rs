//! ## What it does
//! Finds container ports without a name, and probes that name a port by number. It says nothing until names are asked
//! for.
//!
//! ## Why is this bad
//! What is named in one place can be changed in one place: Services, probes and NetworkPolicies may all use the name.
//!
//! ## Fix safety
//! There is no fix: only a person knows a good name.
//!
//! ## Parameters
//! `required`: whether ports must have names.
//!
//! ```toml
//! [check.OPS043]
//! required = true
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
//!     ports: [{containerPort: 8080}]
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
//!     readinessProbe: {httpGet: {port: http}}
//! ```

use finding::{Rule, Severity, message};
use manifest::{Kind, Node};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS043",
        name: "unnamed-port",
        title: "Port without a name",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-105"), popeye("POP-108")],
    },
    parameters: &[Parameter {
        name: "required",
        description: "Whether ports must have names",
        default: DefaultValue::Bool(false),
    }],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    if !sink.parameters().is_true("required") {
        return;
    }
    for port in container.ports.into_iter().flat_map(Node::items) {
        if port.get("name").and_then(Node::as_str).is_none_or(|name| name.is_empty()) {
            sink.absent(port, "name")
                .say(message!("container `{}` has a port without a name", container.name()));
        }
    }
    for (field, probe) in container.probes() {
        for handler in ["httpGet", "tcpSocket"] {
            let port = probe.get(handler).and_then(|handler| handler.get("port"));
            if let Some(node) = port.filter(|port| port.kind() == Kind::Number) {
                sink.at(node).say(message!(
                    "the {} of container `{}` names its port by number",
                    field,
                    container.name()
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn of_containers_and_probes() {
        check_configured(
            "OPS043",
            ("required", ParameterValue::Bool(true)),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    ports: [{name: http, containerPort: 80}, {containerPort: 81}]
#                                            ^^^^^^^^^^^^^^^^^^^ OPS043: container `api` has a port without a name
    readinessProbe: {httpGet: {port: http}}
    livenessProbe: {tcpSocket: {port: 81}}
#                                     ^^ OPS043: the livenessProbe of container `api` names its port by number
",
        );
    }
}
