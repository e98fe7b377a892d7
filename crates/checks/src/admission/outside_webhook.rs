//! ## What it does
//! Finds admission webhooks and conversion webhooks that are called by a `url` whose host is neither a Service of the
//! cluster nor `localhost`.
//!
//! ## Why is this bad
//! The API server sends whole objects to whoever answers for the name, and takes the answer for the object: data leave
//! the cluster, and a DNS record decides what is let in.
//!
//! ## Fix safety
//! There is no fix: only a person knows whether the host belongs to the cluster.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingWebhookConfiguration
//! metadata: {name: policy}
//! webhooks:
//! - name: policy.shop.example
//!   admissionReviewVersions: [v1]
//!   sideEffects: None
//!   clientConfig: {url: "https://policy.vendor.example/validate"}
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
use crate::field::items;
use crate::loopback::is_loopback;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM013",
        name: "webhook-outside-cluster",
        title: "Webhook that sends requests out of the cluster",
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
            ("apiextensions.k8s.io", "CustomResourceDefinition"),
        ]),
        judge,
    ),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let conversion = object.root().path(&["spec", "conversion", "webhook", "clientConfig"]);
    let admission = items(object.root(), "webhooks").filter_map(|webhook| webhook.get("clientConfig"));
    for url in conversion.into_iter().chain(admission).filter_map(|client| client.get("url")) {
        let Some(written) = url.as_str() else { continue };
        let host = host(&written);
        if !host.is_empty() && !is_inside(host) {
            sink.at(url).say(message!("whole objects go to `{}`, which answers what becomes of them", host));
        }
    }
}

/// `policy.example` of `https://policy.example:8443/validate`.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

fn is_inside(host: &str) -> bool {
    is_loopback(host) || host.ends_with(".svc") || host.contains(".svc.")
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn hosts() {
        check(
            "ADM013",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {url: "https://policy.vendor.example:8443/v"}
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM013: whole objects go to `policy.vendor.example`, which answers what becomes of them
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {url: "https://localhost:9443/v"}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: policy}
webhooks:
- name: policy.shop.example
  admissionReviewVersions: [v1]
  sideEffects: None
  clientConfig: {url: "https://webhook.policy.svc:443/v"}
  rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
"#,
        );
    }
}
