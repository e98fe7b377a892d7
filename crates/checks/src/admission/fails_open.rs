//! ## What it does
//! Finds validating webhooks with `failurePolicy: Ignore` about Pods, workloads, rights, Secrets or all resources, and
//! ValidatingAdmissionPolicies with it.
//!
//! ## Why is this bad
//! Whoever can make the webhook slow or unreachable, or write an object that the policy cannot evaluate, gets past it
//! unseen.
//!
//! ## Fix safety
//! Breaking: while the webhook is unreachable, what it judges cannot be changed; first make it run several times,
//! outside its own reach.
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
//!   failurePolicy: Ignore
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
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::Object;

use crate::admission::rule::{Matched, matches_any};
use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::field::{items, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM001",
        name: "webhook-fails-open",
        title: "Admission that lets everything pass when it fails",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[
            ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
        ]),
        judge,
    ),
};

/// What policies about security judge.
const GUARDED: [Matched; 12] = [
    Matched { group: "", resource: "pods" },
    Matched { group: "", resource: "namespaces" },
    Matched { group: "", resource: "secrets" },
    Matched { group: "", resource: "serviceaccounts" },
    Matched { group: "apps", resource: "deployments" },
    Matched { group: "apps", resource: "daemonsets" },
    Matched { group: "apps", resource: "statefulsets" },
    Matched { group: "batch", resource: "jobs" },
    Matched { group: "rbac.authorization.k8s.io", resource: "roles" },
    Matched { group: "rbac.authorization.k8s.io", resource: "rolebindings" },
    Matched { group: "rbac.authorization.k8s.io", resource: "clusterroles" },
    Matched { group: "rbac.authorization.k8s.io", resource: "clusterrolebindings" },
];

fn judge<'a>(configuration: &'a Object, sink: &mut Sink<'a>) {
    if configuration.kind() == "ValidatingAdmissionPolicy" {
        let Some(spec) = configuration.root().get("spec") else { return };
        let rules = spec
            .get("matchConstraints")
            .into_iter()
            .flat_map(|constraints| items(constraints, "resourceRules"));
        judge_one(configuration.name(), spec, rules, sink);
        return;
    }
    for webhook in items(configuration.root(), "webhooks") {
        judge_one(&text(webhook, "name"), webhook, items(webhook, "rules"), sink);
    }
}

fn judge_one<'a>(
    name: &str,
    holder: Node<'a>,
    mut rules: impl Iterator<Item = Node<'a>>,
    sink: &mut Sink<'a>,
) {
    let Some(node) = holder.get("failurePolicy") else { return };
    let ignores = node.as_str().is_some_and(|policy| policy == "Ignore");
    if ignores && rules.any(|rule| matches_any(rule, &GUARDED)) {
        sink.at(node)
            .say(message!("`{}` lets everything pass while it cannot be asked", name))
            .fix("refuse what cannot be judged", [Change::Replace(node, Value::String("Fail".to_owned()))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn webhooks_and_policies() {
        check(
            "ADM001",
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
  failurePolicy: Ignore
#                ^^^^^^ ADM001: `policy.shop.example` lets everything pass while it cannot be asked
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
  rules: [{apiGroups: [shop.example], apiVersions: [v1], operations: [CREATE], resources: [carts]}]
  failurePolicy: Ignore
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-root}
spec:
  failurePolicy: Ignore
#                ^^^^^^ ADM001: `no-root` lets everything pass while it cannot be asked
  matchConstraints:
    resourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"]}]
"#,
        );
    }
}
