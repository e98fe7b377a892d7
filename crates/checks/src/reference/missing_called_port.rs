//! ## What it does
//! Finds admission webhooks, conversion webhooks and APIServices that call a port which the Service in the input does
//! not have. The port is 443 where none is named.
//!
//! ## Why is this bad
//! The call fails: requests are refused, or pass unseen where the webhook fails open.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingWebhookConfiguration
//! metadata: {name: policy}
//! webhooks:
//! - name: policy.shop.example
//!   sideEffects: None
//!   admissionReviewVersions: [v1]
//!   clientConfig: {service: {namespace: policy, name: webhook}}
//!   rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: webhook, namespace: policy}
//! spec: {selector: {app: webhook}, ports: [{port: 8443}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingWebhookConfiguration
//! metadata: {name: policy}
//! webhooks:
//! - name: policy.shop.example
//!   sideEffects: None
//!   admissionReviewVersions: [v1]
//!   clientConfig: {service: {namespace: policy, name: webhook}}
//!   rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: webhook, namespace: policy}
//! spec: {selector: {app: webhook}, ports: [{port: 443, targetPort: 8443}]}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Inventory;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::reference::called::{Called, called_services};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF018",
        name: "missing-called-port",
        title: "Port that the API server calls and that the Service does not have",
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
    for Called { object, node, namespace, name, reference } in called_services(inventory) {
        let Some(service) = inventory.find("", "Service", Some(&namespace), &name) else { continue };
        let port = reference.get("port");
        let number = port.and_then(Node::as_i64).unwrap_or(443);
        let Some(ports) = service.root().path(&["spec", "ports"]) else { continue };
        let has = |item: Node<'_>| item.get("port").and_then(Node::as_i64) == Some(number);
        if ports.items().next().is_some() && !ports.items().any(has) {
            sinks
                .of(object)
                .at(port.unwrap_or(node))
                .say(message!("Service `{}/{}` has no port {}", namespace, name, number))
                .related("the ports that there are", service, ports);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn named_and_default() {
        check(
            "REF018",
            r"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- {name: a.example, clientConfig: {service: {namespace: policy, name: webhook}}}
#                                                                     ^^^^^^^ REF018: Service `policy/webhook` has no port 443
- {name: b.example, clientConfig: {service: {namespace: policy, name: webhook, port: 9443}}}
#                                                                                    ^^^^ REF018: Service `policy/webhook` has no port 9443
- {name: c.example, clientConfig: {service: {namespace: policy, name: webhook, port: 8443}}}
---
apiVersion: v1
kind: Service
metadata: {name: webhook, namespace: policy}
spec: {ports: [{port: 8443}]}
",
        );
    }
}
