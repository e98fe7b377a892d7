//! ## What it does
//! Finds admission webhooks and APIServices that call a Service without a `caBundle`. Where an annotation asks
//! cert-manager, OpenShift or the operator to put one in, they are left alone.
//!
//! ## Why is this bad
//! The API server verifies the certificate with the authorities of its host, which never signed one for a Service of
//! the cluster: the call fails until somebody, a Job of the chart most often, writes the bundle into the cluster, past
//! the manifests.
//!
//! ## Fix safety
//! There is no fix: the certificate of the authority has to come from somewhere.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingWebhookConfiguration
//! metadata: {name: policy}
//! webhooks:
//! - name: policy.shop.example
//!   admissionReviewVersions: [v1]
//!   sideEffects: None
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
//!   admissionReviewVersions: [v1]
//!   sideEffects: None
//!   clientConfig: {service: {namespace: policy, name: webhook}, caBundle: YQ==}
//!   rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::field::{is_true, items, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM006",
        name: "webhook-without-authority",
        title: "Webhook whose certificate nobody can verify",
        severity: Severity::Info,
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
            ("apiregistration.k8s.io", "APIService"),
        ]),
        judge,
    ),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let annotations = object.root().path(&["metadata", "annotations"]).into_iter().flat_map(Node::entries);
    if annotations.into_iter().any(|entry| {
        let key = entry.name();
        key.contains("inject-ca") || key.contains("inject-cabundle") || key.contains("inject-apiserver-ca")
    }) {
        return;
    }
    if object.kind() == "APIService" {
        let Some(spec) = object.root().get("spec") else { return };
        if !is_true(spec, "insecureSkipTLSVerify") {
            judge_client(object.name(), spec, sink);
        }
        return;
    }
    for webhook in items(object.root(), "webhooks") {
        if let Some(client) = webhook.get("clientConfig") {
            judge_client(&text(webhook, "name"), client, sink);
        }
    }
}

fn judge_client<'a>(name: &str, client: Node<'a>, sink: &mut Sink<'a>) {
    let calls = client.get("service").is_some_and(|service| !service.is_null());
    let bundle = client.get("caBundle").filter(|bundle| bundle.as_str().is_some_and(|text| !text.is_empty()));
    if calls && bundle.is_none() {
        sink.absent(client, "caBundle")
            .say(message!("nothing in the manifest verifies the certificate of `{}`", name));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn services_only() {
        check(
            "ADM006",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}}
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM006: nothing in the manifest verifies the certificate of `policy.shop.example`
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
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy, annotations: {cert-manager.io/inject-ca-from: policy/webhook}}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {service: {namespace: policy, name: webhook}}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.shop.example}
spec: {service: {namespace: shop, name: api}}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM006: nothing in the manifest verifies the certificate of `v1.shop.example`
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.apps}
spec: {group: apps}
"#,
        );
    }
}
