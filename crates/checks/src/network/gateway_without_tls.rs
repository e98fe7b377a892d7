//! ## What it does
//! Finds Gateways all of whose listeners take requests in the clear (`protocol: HTTP`).
//!
//! ## Why is this bad
//! Passwords and sessions travel in the clear, and whoever sits on the way reads and changes them, unless something in
//! front of the Gateway ends TLS.
//!
//! ## Fix safety
//! There is no fix: the certificate has to come from somewhere.
//!
//! ```yaml,bad
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: infra}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: http, protocol: HTTP, port: 80}
//! ```
//!
//! ```yaml,good
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: infra}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: http, protocol: HTTP, port: 80}
//!   - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
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
        id: "NET024",
        name: "gateway-without-tls",
        title: "Gateway without TLS",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Encrypting traffic and sensitive data")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("gateway.networking.k8s.io", "Gateway")]), judge),
};

fn judge<'a>(gateway: &'a Object, sink: &mut Sink<'a>) {
    let Some(listeners) = gateway.root().path(&["spec", "listeners"]) else { return };
    let mut all = listeners.items().peekable();
    if all.peek().is_some() && all.all(|listener| text(listener, "protocol") == "HTTP") {
        sink.at(listeners).say(message!(
            "Gateway `{}` takes requests without TLS only, so passwords travel in the clear",
            gateway.name()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn all_listeners() {
        check(
            "NET024",
            r"
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge}
spec: {listeners: [{protocol: HTTP}]}
#                 ^^^^^^^^^^^^^^^^^^ NET024: Gateway `edge` takes requests without TLS only, so passwords travel in the clear
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: queue}
spec: {listeners: [{protocol: TCP}]}
",
        );
    }
}
