//! ## What it does
//! Finds APIServices with `insecureSkipTLSVerify: true`.
//!
//! ## Why is this bad
//! Whoever gets between the API server and the Service, or its address, answers in its place, and reads the tokens of a
//! front proxy that come with every request.
//!
//! ## Fix safety
//! Needs evidence: the `caBundle` of the server's authority has to be in place first.
//!
//! ```yaml,bad
//! apiVersion: apiregistration.k8s.io/v1
//! kind: APIService
//! metadata: {name: v1beta1.metrics.k8s.io}
//! spec:
//!   group: metrics.k8s.io
//!   version: v1beta1
//!   groupPriorityMinimum: 100
//!   versionPriority: 100
//!   service: {namespace: kube-system, name: metrics-server}
//!   insecureSkipTLSVerify: true
//! ```
//!
//! ```yaml,good
//! apiVersion: apiregistration.k8s.io/v1
//! kind: APIService
//! metadata: {name: v1beta1.metrics.k8s.io}
//! spec:
//!   group: metrics.k8s.io
//!   version: v1beta1
//!   groupPriorityMinimum: 100
//!   versionPriority: 100
//!   service: {namespace: kube-system, name: metrics-server}
//!   caBundle: YQ==
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::is_true;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM012",
        name: "unverified-api-service",
        title: "Part of the API whose server nobody verifies",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Encrypting traffic and sensitive data")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("apiregistration.k8s.io", "APIService")]), judge),
};

fn judge<'a>(service: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = service.root().get("spec").filter(|spec| is_true(*spec, "insecureSkipTLSVerify")) else {
        return;
    };
    let Some(node) = spec.get("insecureSkipTLSVerify") else { return };
    sink.at(node)
        .say(message!("nobody verifies who answers for `{}`", service.name()))
        .fix("verify the certificate", [Change::Replace(node, Value::Bool(false))])
        .needs("a caBundle with the server's authority");
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_field() {
        check(
            "ADM012",
            r"
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec:
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  service: {namespace: kube-system, name: metrics-server}
  insecureSkipTLSVerify: true
#                        ^^^^ ADM012: nobody verifies who answers for `v1beta1.metrics.k8s.io`
---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1beta1.metrics.k8s.io}
spec:
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  service: {namespace: kube-system, name: metrics-server}
  insecureSkipTLSVerify: false
",
        );
    }
}
