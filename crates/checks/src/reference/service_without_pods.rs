//! ## What it does
//! Finds Services whose selector selects no Pod and no pod template of their namespace. Services for components of the cluster
//! itself in `kube-system`, and those that name a custom resource, from which an operator makes Pods, are left alone.
//!
//! ## Why is this bad
//! Requests to the Service fail. Most often a label was renamed on one side only. Where the input is not said to be
//! all there is (`--complete`, a snapshot, a live cluster), the Pods may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows which Pods were meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: shop-api}}
//! spec:
//!   containers: [{name: api, image: registry.example/api:1.4}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec:
//!   containers: [{name: api, image: registry.example/api:1.4}]
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::reference::made_elsewhere::MadePods;
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF005",
        name: "service-without-pods",
        title: "Service that selects no Pod",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_linter("dangling-service"),
            kube_score("service-targets-pod"),
            kubescape("C-0293"),
            popeye("POP-1100"),
            popeye("POP-1105"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut made = MadePods::new(inventory);
    for service in inventory.of_kind("", "Service") {
        let chooses = matches!(service.pod_selector(), Ok(Some(_)));
        let Some(labels) = service.root().path(&["spec", "selector"]).filter(|_| chooses) else { continue };
        if !inventory.selected_by(service).is_empty() || made.may_be_meant(service.namespace(), labels) {
            continue;
        }
        let sink = sinks.of(service);
        if inventory.options().complete {
            sink.at(labels)
                .say(message!("Service `{}` selects no Pod, so it has no endpoints", service.name()));
        } else {
            sink.at(labels)
                .say(message!("Service `{}` selects no Pod in the input", service.name()))
                .at_most(Severity::Low, NOT_IN_INPUT);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn templates_count_and_services_without_selector_do_not() {
        check(
            "REF005",
            r"
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  template:
    metadata: {labels: {app: web, tier: front}}
    spec: {containers: [{name: web}]}
---
apiVersion: v1
kind: Service
metadata: {name: outside, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: dns, namespace: kube-system}
spec: {selector: {k8s-app: kube-dns}}
---
apiVersion: v1
kind: Service
metadata: {name: metrics, namespace: shop}
spec: {selector: {operator.prometheus.io/name: metrics}}
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: metrics, namespace: shop}
---
apiVersion: v1
kind: Service
metadata: {name: elsewhere, namespace: other}
spec: {selector: {app: web}}
#                ^^^^^^^^^^ REF005: Service `elsewhere` selects no Pod in the input
",
        );
    }
}
