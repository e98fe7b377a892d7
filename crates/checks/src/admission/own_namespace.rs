//! ## What it does
//! Finds admission webhooks that refuse when they fail (`failurePolicy: Fail`, which is the default), judge the
//! creation of Pods, and do not leave out the namespace that their own Service is in.
//!
//! ## Why is this bad
//! When no Pod of the webhook runs, none can be created: the webhook is needed to start itself. After a restart of the
//! nodes the cluster stands still until somebody deletes the configuration.
//!
//! ## Fix safety
//! There is no fix here: a `namespaceSelector` that leaves the namespace out, by `kubernetes.io/metadata.name`, mends
//! it.
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
//!   failurePolicy: Fail
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
//!   failurePolicy: Fail
//!   namespaceSelector:
//!     matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [policy]}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Inventory;

use crate::admission::reach::{Reach, reach};
use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::reference::called::{ADMISSION, WEBHOOKS};
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM002",
        name: "webhook-over-itself",
        title: "Webhook that its own Pods need",
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
    for configuration in WEBHOOKS.into_iter().flat_map(|kind| inventory.of_kind(ADMISSION, kind)) {
        for webhook in items(configuration.root(), "webhooks") {
            let Some(service) = webhook.path(&["clientConfig", "service"]) else { continue };
            let namespace = text(service, "namespace");
            let own = own_labels(inventory, &namespace, &text(service, "name"));
            if reach(inventory, webhook, &namespace, own) != Reach::Blocks {
                continue;
            }
            let sink = sinks.of(configuration);
            let place = match webhook.get("namespaceSelector") {
                Some(selector) => sink.at(selector),
                None => sink.absent(webhook, "namespaceSelector"),
            };
            place.say(message!(
                "webhook `{}` also judges the Pods of its own namespace `{}`, so it cannot start again once it is down",
                text(webhook, "name"),
                namespace
            ));
        }
    }
}

/// The labels of the Pods that answer for a webhook, where the input has them.
fn own_labels<'a>(inventory: &'a Inventory, namespace: &str, service: &str) -> Option<Node<'a>> {
    let service = inventory.find("", "Service", Some(namespace), service)?;
    inventory.selected_by(service).first()?.labels()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn what_leaves_it_out() {
        check(
            "ADM002",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
# ^^^^^^^^^^^^^^^^^^^^^^^^^ ADM002: webhook `policy.shop.example` also judges the Pods of its own namespace `policy`, so it cannot start again once it is down
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  failurePolicy: Fail
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
  failurePolicy: Ignore
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: by-object}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  objectSelector: {matchLabels: {judged: a}}
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
  namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system]}]}
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM002: webhook `policy.shop.example` also judges the Pods of its own namespace `policy`, so it cannot start again once it is down
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
  namespaceSelector: {matchExpressions: [{key: policy, operator: DoesNotExist}]}
"#,
        );
    }
}
