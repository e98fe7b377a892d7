//! ## What it does
//! Finds Services of the type NodePort.
//!
//! ## Why is this bad
//! Every node listens on the port, on all its addresses: whoever reaches a node reaches the Pods, past the load
//! balancer and whatever it checks; and many NetworkPolicies see the node as the client.
//!
//! ## Fix safety
//! There is no fix: an Ingress or a Gateway has to lead to the Service instead.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: NodePort
//!   selector: {app: web}
//!   ports: [{port: 80}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   selector: {app: web}
//!   ports: [{port: 80}]
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET013",
        name: "node-port-service",
        title: "Service that opens a port of every node",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[kube_linter("exposed-services"), kube_score("service-type"), popeye("POP-1104")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Service")]), judge),
};

fn judge<'a>(service: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = service.root().path(&["spec", "type"]) else { return };
    if node.as_str().is_some_and(|kind| kind == "NodePort") {
        sink.at(node).say(message!("Service `{}` opens a port of every node", service.name()));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_type() {
        check(
            "NET013",
            r"
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort}
#            ^^^^^^^^ NET013: Service `web` opens a port of every node
---
apiVersion: v1
kind: Service
metadata: {name: inside}
spec: {type: ClusterIP}
",
        );
    }
}
