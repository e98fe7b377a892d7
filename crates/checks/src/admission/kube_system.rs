//! ## What it does
//! Finds admission webhooks that refuse when they fail (`failurePolicy: Fail`, which is the default), judge the
//! creation of Pods, and do not leave out `kube-system`.
//!
//! ## Why is this bad
//! While the webhook is down, DNS, proxies and the network of new nodes do not start, and without them the webhook does
//! not come up again either.
//!
//! ## Fix safety
//! There is no fix here: a `namespaceSelector` that leaves `kube-system` out, by `kubernetes.io/metadata.name`, mends
//! it; whoever may write there owns the cluster anyway.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingWebhookConfiguration
//! metadata: {name: policy}
//! webhooks:
//! - name: policy.shop.example
//!   admissionReviewVersions: [v1]
//!   sideEffects: None
//!   clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
//!   rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//!   namespaceSelector:
//!     matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [policy]}]
//! ```
//!
//! ```yaml,good
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingWebhookConfiguration
//! metadata: {name: policy}
//! webhooks:
//! - name: policy.shop.example
//!   admissionReviewVersions: [v1]
//!   sideEffects: None
//!   clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
//!   rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//!   namespaceSelector:
//!     matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [policy, kube-system]}]
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::admission::reach::{Reach, reach};
use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::reference::called::{ADMISSION, WEBHOOKS};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM003",
        name: "webhook-over-kube-system",
        title: "Webhook that the cluster's own Pods need",
        severity: Severity::Low,
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
    for configuration in WEBHOOKS.into_iter().flat_map(|kind| inventory.of_kind(ADMISSION, kind)) {
        for webhook in items(configuration.root(), "webhooks") {
            // Where it also judges its own namespace, that is said already.
            let own = webhook.path(&["clientConfig", "service"]).map(|service| text(service, "namespace"));
            let blocks = |namespace: &str| reach(inventory, webhook, namespace, None) == Reach::Blocks;
            if own.is_some_and(|own| blocks(&own)) || !blocks("kube-system") {
                continue;
            }
            let sink = sinks.of(configuration);
            let place = match webhook.get("namespaceSelector") {
                Some(selector) => sink.at(selector),
                None => sink.absent(webhook, "namespaceSelector"),
            };
            place.say(message!(
                "webhook `{}` also judges the Pods of kube-system, so the cluster does not come up without it",
                text(webhook, "name")
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn what_leaves_it_out() {
        check(
            "ADM003",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [policy]}]}
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM003: webhook `policy.shop.example` also judges the Pods of kube-system, so the cluster does not come up without it
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  namespaceSelector: {matchLabels: {policy: strict}}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  matchConditions: [{name: not-system, expression: request.namespace != 'kube-system'}]
  namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [policy]}]}
"#,
        );
    }
}
