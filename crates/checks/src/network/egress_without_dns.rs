//! ## What it does
//! Finds NetworkPolicies that let their Pods out to other Pods or namespaces while no policy in the input lets the same
//! Pods ask for names (UDP port 53). Policies that let nothing out, or only to addresses, are left alone.
//!
//! ## Why is this bad
//! Services are reached by name: without DNS the rule lets nothing through, the program fails, and the next who looks
//! opens everything. Where the input is not said to be all there is (`--complete`, a snapshot, a live cluster), another
//! policy may let DNS through, and the severity is info.
//!
//! ## Fix safety
//! Needs evidence: a way out for names is also one for data, as far as the cluster's DNS answers for the Internet.
//!
//! ```yaml,bad
//! apiVersion: networking.k8s.io/v1
//! kind: NetworkPolicy
//! metadata: {name: api, namespace: shop}
//! spec:
//!   podSelector: {matchLabels: {app: api}}
//!   policyTypes: [Egress]
//!   egress:
//!   - to: [{podSelector: {matchLabels: {app: db}}}]
//!     ports: [{port: 5432}]
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
//!   policyTypes: [Egress]
//!   egress:
//!   - to: [{podSelector: {matchLabels: {app: db}}}]
//!     ports: [{port: 5432}]
//!   - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
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

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::{Inventory, PodView};

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::network::coverage::{by_others, key};
use crate::network::direction::{Direction, lets_through, policies, rules};
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET008",
        name: "egress-without-dns",
        title: "NetworkPolicy that does not let names be looked up",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut others = None;
    for policy in policies(inventory) {
        if !rules(policy, Direction::Egress).any(leads_to_names) {
            continue;
        }
        let pods = inventory.selected_by(policy);
        let others = others.get_or_insert_with(|| by_others(inventory));
        let asks = |pod: PodView<'_>| {
            others.get(&key(pod)).is_some_and(|coverage| coverage.egress)
                || inventory
                    .selecting(pod)
                    .filter(|object| object.kind() == "NetworkPolicy")
                    .flat_map(|policy| rules(policy, Direction::Egress))
                    .any(|rule| lets_through(rule, "UDP", 53))
        };
        let Some(node) = policy.root().path(&["spec", "egress"]) else { continue };
        if pods.is_empty() || pods.into_iter().any(asks) {
            continue;
        }
        let said = sinks.of(policy).at(node).say(message!(
            "NetworkPolicy `{}` does not let its Pods look up names, which Services are reached by",
            policy.name()
        ));
        let said =
            said.fix("let DNS out", [Change::Append(node, dns())]).needs("that names may be looked up");
        if !inventory.options().complete {
            said.at_most(Severity::Info, NOT_IN_INPUT);
        }
    }
}

/// Whether a rule leads to what is reached by name: Pods and namespaces, not addresses.
fn leads_to_names(rule: Node<'_>) -> bool {
    items(rule, "to").any(|peer| peer.get("ipBlock").is_none())
}

fn dns() -> Value {
    let port = |protocol: &str| {
        Value::Mapping(vec![
            ("port".to_owned(), Value::Int(53)),
            ("protocol".to_owned(), Value::String(protocol.to_owned())),
        ])
    };
    Value::Mapping(vec![("ports".to_owned(), Value::Sequence(vec![port("UDP"), port("TCP")]))])
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_any_policy_of_the_pods() {
        check(
            "NET008",
            r"
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {}}], ports: [{port: 5432}]}]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NET008: NetworkPolicy `api` does not let its Pods look up names, which Services are reached by
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec:
  containers:
  - name: api
    image: registry.example/api:1.4
    ports: [{name: http, containerPort: 8080}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {}}], ports: [{port: 5432}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: names, namespace: shop}
spec:
  podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}
  policyTypes: [Egress]
  egress: [{ports: [{port: 53, protocol: UDP}]}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: web}]}
",
        );
    }
}
