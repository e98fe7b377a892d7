//! ## What it does
//! Finds admission webhooks (`admissionregistration.k8s.io/v1`) whose `sideEffects` are neither `None` nor
//! `NoneOnDryRun`, whose `timeoutSeconds` are not between 1 and 30, or that name both a Service and a URL, or neither.
//!
//! ## Why is this bad
//! The API server refuses the whole configuration: what was to be judged is not.
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
//!   admissionReviewVersions: [v1]
//!   sideEffects: Unknown
//!   clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
//!   rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
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
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM007",
        name: "invalid-webhook",
        title: "Webhook that the API server refuses",
        severity: Severity::Medium,
        fix: None,
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

/// `validateValidatingWebhook` of `pkg/apis/admissionregistration/validation`.
fn judge<'a>(configuration: &'a Object, sink: &mut Sink<'a>) {
    let is_v1 = &*configuration.gvk().version == "v1";
    for webhook in items(configuration.root(), "webhooks") {
        let mut refused = |node, why| {
            sink.at(node).say(message!(
                "the API server refuses webhook `{}`: {}",
                text(webhook, "name"),
                why
            ));
        };
        if let Some(effects) = webhook.get("sideEffects").filter(|node| is_v1 && node.as_str().is_some())
            && !matches!(&*text(webhook, "sideEffects"), "None" | "NoneOnDryRun")
        {
            refused(effects, "sideEffects must be None or NoneOnDryRun");
        }
        let seconds = webhook.get("timeoutSeconds");
        if let Some(seconds) =
            seconds.filter(|node| node.as_i64().is_some_and(|own| !(1..=30).contains(&own)))
        {
            refused(seconds, "timeoutSeconds must be between 1 and 30");
        }
        if let Some(client) = webhook.get("clientConfig") {
            let there = |key| client.get(key).is_some_and(|node| !node.is_null());
            if there("url") == there("service") {
                refused(client, "clientConfig must name either a service or a url");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn effects_time_and_client() {
        check(
            "ADM007",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: Some
#              ^^^^ ADM007: the API server refuses webhook `policy.shop.example`: sideEffects must be None or NoneOnDryRun
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  timeoutSeconds: 60
#                 ^^ ADM007: the API server refuses webhook `policy.shop.example`: timeoutSeconds must be between 1 and 30
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {caBundle: YQ==}
#               ^^^^^^^^^^^^^^^^ ADM007: the API server refuses webhook `policy.shop.example`: clientConfig must name either a service or a url
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {url: https://policy.example}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
"#,
        );
    }
}
