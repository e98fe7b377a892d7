//! ## What it does
//! Finds listeners of Gateways whose `allowedRoutes` take routes from all namespaces (`from: All`).
//!
//! ## Why is this bad
//! Whoever may write routes in any namespace answers in the name of the Gateway, with its certificate: for hosts of
//! others, too, unless the listener names its own.
//!
//! ## Fix safety
//! There is no fix: only a person knows which namespaces belong behind the Gateway (`from: Selector`).
//!
//! ```yaml,bad
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: infra}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: https, protocol: HTTPS, port: 443, allowedRoutes: {namespaces: {from: All}}}
//! ```
//!
//! ```yaml,good
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: infra}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - name: https
//!     protocol: HTTPS
//!     port: 443
//!     allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {edge: shop}}}}
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET023",
        name: "gateway-open-to-all-namespaces",
        title: "Gateway that takes routes from every namespace",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kubescape("C-0266")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("gateway.networking.k8s.io", "Gateway")]), judge),
};

fn judge<'a>(gateway: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = gateway.root().get("spec") else { return };
    for listener in items(spec, "listeners") {
        let Some(from) = listener.path(&["allowedRoutes", "namespaces", "from"]) else { continue };
        if from.as_str().is_some_and(|from| from == "All") {
            sink.at(from)
                .say(message!("listener `{}` takes routes from every namespace", text(listener, "name")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn each_listener() {
        check(
            "NET023",
            r"
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: infra}
spec:
  gatewayClassName: envoy
  listeners:
  - {name: a, allowedRoutes: {namespaces: {from: All}}}
#                                                ^^^ NET023: listener `a` takes routes from every namespace
  - {name: b, allowedRoutes: {namespaces: {from: Same}}}
  - {name: c}
",
        );
    }
}
