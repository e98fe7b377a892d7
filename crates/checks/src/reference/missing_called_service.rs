//! ## What it does
//! Finds admission webhooks, conversion webhooks of CustomResourceDefinitions and APIServices that name a Service which
//! does not exist.
//!
//! ## Why is this bad
//! The API server calls it for every request that matches: requests fail, or pass unseen where the webhook fails open.
//! Whoever may create a Service of that name reads the requests and answers them. Where the input is not said to be all
//! there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
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
//! spec: {selector: {app: webhook}, ports: [{port: 443}]}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::reference::called::{Called, called_services};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF017",
        name: "missing-called-service",
        title: "Service that the API server calls and that is not there",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kubescape("C-0089")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for Called { object, node, namespace, name, .. } in called_services(inventory) {
        let presence = inventory.presence("", "Service", Some(&namespace), &name);
        let message = match presence {
            Presence::Found(_) | Presence::Implied => continue,
            Presence::Missing => {
                message!("the API server calls Service `{}/{}`, which does not exist", namespace, name)
            }
            Presence::NotInInput => {
                message!("the API server calls Service `{}/{}`, which is not in the input", namespace, name)
            }
        };
        sinks.of(object).at(node).say(message).weighed_by(presence);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_complete;

    #[test]
    fn webhooks_conversions_and_servers() {
        check_complete(
            "REF017",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- {name: a.example, clientConfig: {service: {namespace: policy, name: webhook}}}
#                                                                     ^^^^^^^ REF017: the API server calls Service `policy/webhook`, which does not exist
- {name: b.example, clientConfig: {url: "https://policy.example"}}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example}
spec:
  conversion:
    strategy: Webhook
    webhook: {clientConfig: {service: {namespace: shop, name: convert}}}
#                                                             ^^^^^^^ REF017: the API server calls Service `shop/convert`, which does not exist
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.metrics.example}
spec: {service: {namespace: kube-system, name: metrics}}
#                                              ^^^^^^^ REF017: the API server calls Service `kube-system/metrics`, which does not exist
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.apps}
spec: {service: null}
"#,
        );
    }
}
