//! ## What it does
//! Finds ports of containers with a `hostPort`. The verdict is that of the control "Host Ports" of the baseline Pod
//! Security Standard; 0 asks for no port.
//!
//! ## Why is this bad
//! Everyone who reaches the node reaches the container, past Services and, with many network plugins, past
//! NetworkPolicies. And only one such pod fits on a node.
//!
//! ## Fix safety
//! Breaking: who used the port of the node must use a Service.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports:
//!     - containerPort: 8080
//!       hostPort: 8080
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
//!     ports:
//!     - containerPort: 8080
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD007",
        name: "host-port",
        title: "Port of the node taken",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("Host Ports"), nsa_cisa("Pod security enforcement"), cis("5.2.12")],
        peers: &[
            checkov("CKV_K8S_26"),
            kubescape("C-0044"),
            kubescape("C-0204"),
            polaris("hostPortSet"),
            trivy("KSV-0024"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("hostPorts", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    // With the node's network every port is one of the node: the API server asks for the two to be equal.
    let host_network = pod.spec().get("hostNetwork").and_then(Node::as_bool) == Some(true);
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        let port = cause.node.as_i64().unwrap_or_default();
        let said = sink.cause(cause).say(message!(
            "container `{}` takes port {} of its node, so it is reached past Services and policies",
            container,
            port
        ));
        if !host_network {
            said.fix("remove hostPort", [Change::Remove(cause.node)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn a_port_of_the_node() {
        check(
            "POD007",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        ports:
        - {containerPort: 8080, hostPort: 80}
#                                         ^^ POD007: container `api` takes port 80 of its node, so it is reached past Services and policies
        - {containerPort: 8081, hostPort: 0}
",
        );
    }
}
