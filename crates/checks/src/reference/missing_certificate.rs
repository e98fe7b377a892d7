//! ## What it does
//! Finds Ingresses whose `tls` names a Secret that does not exist. Certificates that cert-manager makes for the
//! Ingress, or that another object of the input makes, count as there.
//!
//! ## Why is this bad
//! The Ingress controller answers with a certificate of its own, which no client trusts; and whoever gets used to the
//! warning does not notice an attacker either. Where the input is not said to be all there is (`--complete`, a
//! snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: Ingress
//! metadata: {name: web, namespace: shop}
//! spec:
//!   tls: [{hosts: [shop.example], secretName: web}]
//! ---
//! apiVersion: v1
//! kind: Secret
//! type: kubernetes.io/tls
//! metadata: {name: web, namespace: shop}
//! data: {tls.crt: "", tls.key: ""}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::reference::backend::ingresses;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF014",
        name: "missing-certificate",
        title: "Certificate that is not there",
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

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for ingress in ingresses(inventory) {
        let Some(spec) = ingress.root().get("spec") else { continue };
        for tls in items(spec, "tls") {
            let Some(node) = tls.get("secretName") else { continue };
            let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
            let presence = inventory.presence("", "Secret", ingress.namespace(), &name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => {
                    message!("the Ingress takes its certificate from Secret `{}`, which does not exist", name)
                }
                Presence::NotInInput => {
                    message!(
                        "the Ingress takes its certificate from Secret `{}`, which is not in the input",
                        name
                    )
                }
            };
            sinks.of(ingress).at(node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn asked_for_made_and_gone() {
        check(
            "REF014",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  tls:
  - {hosts: [shop.example], secretName: gone}
#                                       ^^^^ REF014: the Ingress takes its certificate from Secret `gone`, which is not in the input
  - {hosts: [other.example]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: made, namespace: shop, annotations: {cert-manager.io/issuer: own}}
spec:
  tls: [{hosts: [shop.example], secretName: made}]
",
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "REF014",
            r"
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  tls: [{secretName: gone}]
#                    ^^^^ REF014: the Ingress takes its certificate from Secret `gone`, which does not exist
",
        );
    }
}
