//! ## What it does
//! Finds containers that open a port below a number. It says nothing until the number is set.
//!
//! ## Why is this bad
//! Where the runtime keeps to the old rule, ports below 1024 are for root or for those with the capability
//! `NET_BIND_SERVICE`, so that a program that opens one has more rights than it needs. Current runtimes let every user
//! open them in a Pod, which is why nothing is said by default.
//!
//! ## Fix safety
//! There is no fix: the program must open another port, too.
//!
//! ## Parameters
//! `first`: the lowest port that containers may open, such as 1024.
//!
//! ```toml
//! [check.POD033]
//! first = 1024
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
//!     ports: [{containerPort: 80}]
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
//!     ports: [{containerPort: 8080}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD033",
        name: "low-container-port",
        title: "Port that only root may open",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("privileged-ports"), trivy("KSV-0117")],
    },
    parameters: &[Parameter {
        name: "first",
        description: "The lowest port that containers may open",
        default: DefaultValue::Int(0),
    }],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let first = sink.parameters().int("first");
    if first <= 0 {
        return;
    }
    for item in container.ports.into_iter().flat_map(Node::items) {
        let Some(node) = item.get("containerPort") else { continue };
        let Some(port) = node.as_i64().filter(|port| (1..first).contains(port)) else { continue };
        sink.at(node).say(message!("container `{}` opens port {}, below {}", container.name(), port, first));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn below_the_number() {
        check_configured(
            "POD033",
            ("first", ParameterValue::Int(1024)),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - {name: api, ports: [{containerPort: 443}, {containerPort: 8443}]}
#                                       ^^^ POD033: container `api` opens port 443, below 1024
",
        );
    }
}
