//! ## What it does
//! Finds admission webhooks that refuse when they fail (`failurePolicy: Fail`, which is the default) with
//! `timeoutSeconds` above 10.
//!
//! ## Why is this bad
//! Every request that matches waits that long while the webhook does not answer; those of controllers and nodes pile up
//! until the API server has no room for others.
//!
//! ## Fix safety
//! Needs evidence: the webhook has to answer within ten seconds.
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
//!   timeoutSeconds: 30
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
//!   timeoutSeconds: 5
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM004",
        name: "slow-webhook",
        title: "Webhook that requests wait for long",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[
            ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
        ]),
        judge,
    ),
};

/// What Kubernetes recommends to stay below, and its own default.
const LONG: i64 = 10;

fn judge<'a>(configuration: &'a Object, sink: &mut Sink<'a>) {
    for webhook in items(configuration.root(), "webhooks") {
        let Some(node) = webhook.get("timeoutSeconds") else { continue };
        let seconds = node.as_i64().filter(|seconds| (LONG + 1..=30).contains(seconds));
        let Some(seconds) = seconds.filter(|_| text(webhook, "failurePolicy") != "Ignore") else { continue };
        sink.at(node)
            .say(message!(
                "requests wait {} seconds for webhook `{}` while it does not answer",
                seconds,
                text(webhook, "name")
            ))
            .fix("wait ten seconds", [Change::Replace(node, Value::Int(LONG))])
            .needs("that the webhook answers within ten seconds");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn above_the_default() {
        check(
            "ADM004",
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
  timeoutSeconds: 11
#                 ^^ ADM004: requests wait 11 seconds for webhook `policy.shop.example` while it does not answer
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
  timeoutSeconds: 10
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
  timeoutSeconds: 30
  failurePolicy: Ignore
"#,
        );
    }
}
