//! ## What it does
//! Finds admission webhooks with a rule for all resources of all groups, unless a `namespaceSelector`, an
//! `objectSelector` or `matchConditions` narrow it.
//!
//! ## Why is this bad
//! It sees every change of the cluster, Secrets too, and each waits for it: leases of nodes and leader elections as
//! well. With `failurePolicy: Fail` the control plane stops when it does.
//!
//! ## Fix safety
//! There is no fix: only a person knows what the webhook has to judge.
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
//!   rules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]
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
use crate::field::{items, strings, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM005",
        name: "webhook-for-everything",
        title: "Webhook that is asked about everything",
        severity: Severity::Low,
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

fn judge<'a>(configuration: &'a Object, sink: &mut Sink<'a>) {
    for webhook in items(configuration.root(), "webhooks") {
        let narrows = |key| webhook.get(key).is_some_and(|node| node.entries().next().is_some());
        let conditions = items(webhook, "matchConditions").next().is_some();
        if narrows("namespaceSelector") || narrows("objectSelector") || conditions {
            continue;
        }
        let every = |rule, key, words: &[&str]| strings(rule, key).any(|(_, own)| words.contains(&&*own));
        let mut rules = items(webhook, "rules");
        if let Some(rule) =
            rules.find(|rule| every(*rule, "apiGroups", &["*"]) && every(*rule, "resources", &["*", "*/*"]))
        {
            sink.at(rule).say(message!(
                "webhook `{}` is asked about every resource of the cluster, Secrets and leases too",
                text(webhook, "name")
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn unless_narrowed() {
        check(
            "ADM005",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM005: webhook `policy.shop.example` is asked about every resource of the cluster, Secrets and leases too
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]
  namespaceSelector: {matchLabels: {policy: strict}}
"#,
        );
    }
}
