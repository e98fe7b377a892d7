//! ## What it does
//! Finds blocks of public addresses in the ingress rules of NetworkPolicies whose Pods a Service of the type
//! LoadBalancer or NodePort leads to without `externalTrafficPolicy: Local`.
//!
//! ## Why is this bad
//! With the policy `Cluster`, which is the default, a node replaces the client's address by its own: the rule is
//! compared with that of a node, and lets in nobody, or everybody once the nodes are allowed too.
//!
//! ## Fix safety
//! There is no fix: with `externalTrafficPolicy: Local` only nodes that run one of the Pods answer.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: web, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: web}}
//!   ingress:
//!   - from: [{ipBlock: {cidr: 198.51.100.0/24}}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: web, namespace: shop, labels: {app: web}}
//! spec: {containers: [{name: web, image: registry.example/web:1.4}]}
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   selector: {app: web}
//!   ports: [{port: 443}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: web, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: web}}
//!   ingress:
//!   - from: [{ipBlock: {cidr: 198.51.100.0/24}}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: web, namespace: shop, labels: {app: web}}
//! spec: {containers: [{name: web, image: registry.example/web:1.4}]}
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   selector: {app: web}
//!   ports: [{port: 443}]
//!   externalTrafficPolicy: Local
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Object};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::network::direction::{Block, Direction, policies, rules};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET015",
        name: "policy-for-hidden-clients",
        title: "NetworkPolicy for addresses that a Service hides",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[popeye("POP-1107")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for policy in policies(inventory) {
        let peers = rules(policy, Direction::Ingress).flat_map(|rule| items(rule, "from"));
        for cidr in peers.filter_map(|peer| peer.path(&["ipBlock", "cidr"])) {
            let is_public = |cidr: &str| {
                !cidr.ends_with("/0") && Block::read(cidr).is_some_and(|block| !block.is_private())
            };
            if !cidr.as_str().is_some_and(|cidr| is_public(&cidr)) {
                continue;
            }
            if let Some(service) = hiding_service(inventory, policy) {
                sinks
                    .of(policy)
                    .at(cidr)
                    .say(message!(
                        "Service `{}` puts the address of a node in the place of the client's",
                        service.name()
                    ))
                    .related("the Service", service, service.root().get("spec").unwrap_or(service.root()));
            }
        }
    }
}

/// A Service that leads from outside to Pods of a policy and hides the address of the client.
fn hiding_service<'a>(inventory: &'a Inventory, policy: &Object) -> Option<&'a Object> {
    let pods = inventory.selected_by(policy);
    pods.into_iter().flat_map(|pod| inventory.selecting(pod)).find(|object| {
        let spec = object.root().get("spec").filter(|_| object.is("", "Service"));
        spec.is_some_and(|spec| {
            matches!(&*text(spec, "type"), "LoadBalancer" | "NodePort")
                && text(spec, "externalTrafficPolicy") != "Local"
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn public_blocks_only() {
        check(
            "NET015",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
  - from: [{ipBlock: {cidr: 198.51.100.0/24}}, {ipBlock: {cidr: 10.0.0.0/8}}, {ipBlock: {cidr: 0.0.0.0/0}}]
#                           ^^^^^^^^^^^^^^^ NET015: Service `web` puts the address of a node in the place of the client's
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web, image: registry.example/web:1.4}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  type: LoadBalancer
  selector: {app: web}
  ports: [{port: 443}]
",
        );
    }
}
