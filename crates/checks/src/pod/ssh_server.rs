//! ## What it does
//! Finds containers that open port 22.
//!
//! ## Why is this bad
//! An SSH server in a container is a second way in, with users and keys that Kubernetes knows nothing of and its audit
//! log does not show. `kubectl exec` and `kubectl debug` do the same under its eyes. (Servers of Git offer SSH as their
//! own protocol: suppress it there.)
//!
//! ## Fix safety
//! There is no fix: the server must leave the image.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{containerPort: 22}]
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

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD034",
        name: "ssh-server",
        title: "SSH server in a container",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("ssh-port"), kubescape("C-0042")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    for item in container.ports.into_iter().flat_map(Node::items) {
        let Some(node) = item.get("containerPort").filter(|node| node.as_i64() == Some(22)) else { continue };
        sink.at(node)
            .say(message!("container `{}` opens port 22: is there an SSH server in it?", container.name()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn port_22() {
        check(
            "POD034",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - {name: api, ports: [{name: ssh, containerPort: 22}, {containerPort: 2222}]}
#                                                  ^^ POD034: container `api` opens port 22: is there an SSH server in it?
",
        );
    }
}
