//! ## What it does
//! Finds admission webhooks and admission policies with `matchPolicy: Exact` whose rules name versions (not `*`).
//!
//! ## Why is this bad
//! A request by another version or group of the same resource (`apps/v1beta1` beside `apps/v1`, `autoscaling/v1` beside
//! `v2`) is not judged: whoever picks the version gets past the policy. `Equivalent`, which is the default, converts it
//! first.
//!
//! ## Fix safety
//! Needs evidence: a webhook must understand what it is sent; with `Equivalent` that is the version that its rules
//! name.
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
//!   matchPolicy: Exact
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
//!   matchPolicy: Equivalent
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::field::{items, strings, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM014",
        name: "webhook-for-one-version",
        title: "Admission that other versions of the API get past",
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
            ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
            ("admissionregistration.k8s.io", "MutatingAdmissionPolicy"),
        ]),
        judge,
    ),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    for webhook in items(object.root(), "webhooks") {
        judge_match(&text(webhook, "name"), webhook, "rules", sink);
    }
    if let Some(constraints) = object.root().path(&["spec", "matchConstraints"]) {
        judge_match(object.name(), constraints, "resourceRules", sink);
    }
}

fn judge_match<'a>(name: &str, holder: Node<'a>, rules: &str, sink: &mut Sink<'a>) {
    let Some(node) = holder.get("matchPolicy") else { return };
    if node.as_str().is_none_or(|policy| policy != "Exact") {
        return;
    }
    let every = |rule| strings(rule, "apiVersions").any(|(_, version)| version == "*");
    if items(holder, rules).any(|rule| !every(rule)) {
        sink.at(node)
            .say(message!("`{}` does not judge the same resource by another version of the API", name))
            .fix("judge every version", [Change::Replace(node, Value::String("Equivalent".to_owned()))])
            .needs("that it understands the version which its rules name");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn versions_that_are_named() {
        check(
            "ADM014",
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
  matchPolicy: Exact
#              ^^^^^ ADM014: `policy.shop.example` does not judge the same resource by another version of the API
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [""], apiVersions: ["*"], operations: [CREATE], resources: [pods]}]
  matchPolicy: Exact
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-latest}
spec:
  matchConstraints:
    matchPolicy: Exact
#                ^^^^^ ADM014: `no-latest` does not judge the same resource by another version of the API
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
"#,
        );
    }
}
