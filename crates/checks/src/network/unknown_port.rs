//! ## What it does
//! Finds ports by name in the ingress rules of NetworkPolicies that no container of the selected Pods declares with the
//! same protocol.
//!
//! ## Why is this bad
//! A name that nobody declares lets nothing through: what was to be allowed is blocked.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   ingress:
//!   - ports: [{port: web}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: http, containerPort: 8080}]
//! ```
//!
//! ```yaml,good
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   ingress:
//!   - ports: [{port: http}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     ports: [{name: http, containerPort: 8080}]
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, PodView};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::network::direction::{Direction, policies, rules};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET011",
        name: "unknown-policy-port",
        title: "NetworkPolicy with a port that its Pods do not name",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for policy in policies(inventory) {
        let ports = rules(policy, Direction::Ingress).flat_map(|rule| items(rule, "ports"));
        let mut pods = None;
        for port in ports {
            let Some((node, name)) = port.get("port").and_then(|node| Some((node, node.as_str()?))) else {
                continue;
            };
            let pods = pods.get_or_insert_with(|| inventory.selected_by(policy));
            let protocol =
                Some(text(port, "protocol")).filter(|text| !text.is_empty()).unwrap_or("TCP".into());
            if !pods.is_empty() && !pods.iter().any(|pod| declares(*pod, &name, &protocol)) {
                sinks.of(policy).at(node).say(message!(
                    "no Pod of NetworkPolicy `{}` declares the port `{}` of {}, so the rule lets nothing in",
                    policy.name(),
                    name,
                    protocol
                ));
            }
        }
    }
}

fn declares(pod: PodView<'_>, name: &str, protocol: &str) -> bool {
    pod.containers().flat_map(|container| items(container.node(), "ports")).any(|port| {
        let own = text(port, "protocol");
        text(port, "name") == name && (own == protocol || own.is_empty() && protocol == "TCP")
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn names_and_protocols() {
        check(
            "NET011",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress:
  - ports:
    - {port: http}
    - {port: 9090}
    - {port: web}
#            ^^^ NET011: no Pod of NetworkPolicy `api` declares the port `web` of TCP, so the rule lets nothing in
    - {port: http, protocol: UDP}
#            ^^^^ NET011: no Pod of NetworkPolicy `api` declares the port `http` of UDP, so the rule lets nothing in
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec:
  containers:
  - name: api
    image: registry.example/api:1.4
    ports: [{name: http, containerPort: 8080}]
",
        );
    }
}
