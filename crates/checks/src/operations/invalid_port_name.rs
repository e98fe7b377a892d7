//! ## What it does
//! Finds names of container ports that are no names of services: longer than 15 characters, with capitals or
//! underscores, or without a letter.
//!
//! ## Why is this bad
//! The API server refuses the Pod.
//!
//! ## Fix safety
//! There is no fix: Services and probes use the name, too.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: prometheus-metrics, containerPort: 9090}]
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
//!     ports: [{name: metrics, containerPort: 9090}]
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
        id: "OPS013",
        name: "invalid-port-name",
        title: "Name that no port can have",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("invalid-target-ports"), kube_score("container-ports-check")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    for port in container.ports.into_iter().flat_map(Node::items) {
        let Some(node) = port.get("name") else { continue };
        let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
        if !is_service_name(&name) {
            sink.at(node).say(message!(
                "container `{}` names a port `{}`: at most 15 lower-case letters, digits and single hyphens, one of them a letter",
                container.name(),
                name
            ));
        }
    }
}

/// A name of a service (RFC 6335, section 5.1), in lower case as Kubernetes wants it.
fn is_service_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let letter = name.bytes().any(|byte| byte.is_ascii_lowercase());
    let hyphens = name.starts_with('-') || name.ends_with('-') || name.contains("--");
    name.len() <= 15 && name.bytes().all(fits) && letter && !hyphens
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn length_letters_and_hyphens() {
        check(
            "OPS013",
            r#"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    ports:
    - {name: HTTP, containerPort: 80}
#            ^^^^ OPS013: container `api` names a port `HTTP`: at most 15 lower-case letters, digits and single hyphens, one of them a letter
    - {name: "8080", containerPort: 81}
#            ^^^^^^ OPS013: container `api` names a port `8080`: at most 15 lower-case letters, digits and single hyphens, one of them a letter
    - {name: abcdefghij-klmn, containerPort: 82}
"#,
        );
    }
}
