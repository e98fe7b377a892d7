//! ## What it does
//! Finds listeners of Gateways whose `tls.certificateRefs` name a Secret that does not exist. Certificates that
//! cert-manager is asked for by an annotation of the Gateway count as there.
//!
//! ## Why is this bad
//! The listener is not served, or with a certificate that no client trusts. Where the input is not said to be all there
//! is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: the certificate has to come from somewhere.
//!
//! ```yaml,bad
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: shop}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
//! ```
//!
//! ```yaml,good
//! apiVersion: gateway.networking.k8s.io/v1
//! kind: Gateway
//! metadata: {name: edge, namespace: shop}
//! spec:
//!   gatewayClassName: envoy
//!   listeners:
//!   - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
//! ---
//! apiVersion: v1
//! kind: Secret
//! type: kubernetes.io/tls
//! metadata: {name: web, namespace: shop}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::reference::gateway::{GATEWAY, certificates};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF023",
        name: "missing-gateway-certificate",
        title: "Gateway with a certificate that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

/// The annotations by which cert-manager is asked for the certificates of a Gateway.
const ISSUERS: [&str; 2] = ["cert-manager.io/cluster-issuer", "cert-manager.io/issuer"];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for gateway in inventory.of_kind(GATEWAY, "Gateway") {
        if ISSUERS.iter().any(|issuer| gateway.annotation(issuer).is_some()) {
            continue;
        }
        for certificate in certificates(gateway).filter(|certificate| certificate.is("", "Secret")) {
            let presence =
                inventory.presence("", "Secret", certificate.namespace.as_deref(), &certificate.name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => message!(
                    "the listener takes its certificate from Secret `{}`, which does not exist",
                    certificate.written()
                ),
                Presence::NotInInput => message!(
                    "the listener takes its certificate from Secret `{}`, which is not in the input",
                    certificate.written()
                ),
            };
            sinks.of(gateway).at(certificate.node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn of_listeners() {
        check(
            "REF023",
            r"
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  gatewayClassName: envoy
  listeners:
  - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
#                                                                            ^^^ REF023: the listener takes its certificate from Secret `web`, which is not in the input

---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: asked, namespace: shop, annotations: {cert-manager.io/issuer: own}}
spec:
  gatewayClassName: envoy
  listeners:
  - {name: https, protocol: HTTPS, port: 443, tls: {certificateRefs: [{name: web}]}}
",
        );
    }
}
