//! ## What it does
//! Finds Services of the type NodePort with `externalTrafficPolicy: Local`.
//!
//! ## Why is this bad
//! A node on which none of the Pods runs drops what comes to the port: who calls a fixed node gets no answer after the
//! Pods have moved. With a load balancer, which asks the nodes, that is as it should be.
//!
//! ## Fix safety
//! There is no fix: only a person knows who calls the nodes, and whether the client's address matters.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: NodePort
//!   externalTrafficPolicy: Local
//!   selector: {app: web}
//!   ports: [{port: 80}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   externalTrafficPolicy: Local
//!   selector: {app: web}
//!   ports: [{port: 80}]
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS069",
        name: "node-port-with-local-traffic",
        title: "Service whose nodes drop requests",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-1108")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Service")]), judge),
};

fn judge<'a>(service: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = service.root().get("spec").filter(|spec| text(*spec, "type") == "NodePort") else {
        return;
    };
    let Some(policy) = spec.get("externalTrafficPolicy") else { return };
    if policy.as_str().is_some_and(|policy| policy == "Local") {
        sink.at(policy).say(message!(
            "nodes that run no Pod of Service `{}` drop the requests that come to them",
            service.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_type_and_policy() {
        check(
            "OPS069",
            r"
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, externalTrafficPolicy: Local}
#                                             ^^^^^ OPS069: nodes that run no Pod of Service `web` drop the requests that come to them
---
apiVersion: v1
kind: Service
metadata: {name: other}
spec: {type: NodePort}
",
        );
    }
}
