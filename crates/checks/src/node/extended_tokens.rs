//! ## What it does
//! Finds API servers with `--service-account-extend-token-expiration`, which is on by default.
//!
//! ## Why is this bad
//! Tokens that the kubelet renews every hour stay valid for a year, for clients that read them only once: one that
//! leaks is good for as long.
//!
//! ## Fix safety
//! Breaking: programs that read their token once are refused after an hour. The metric
//! `serviceaccount_stale_tokens_total` says whether there are any.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-apiserver, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-apiserver
//!     image: registry.k8s.io/kube-apiserver:v1.37.1
//!     command:
//!     - kube-apiserver
//!     - --service-account-extend-token-expiration=false
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{by_default, give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD031",
        name: "extended-token-lifetime",
        title: "Tokens live a year",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.30")],
        peers: &[kubescape("C-0290")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("service-account-extend-token-expiration") else { return };
    if value.boolean() == Some(true) {
        sink.setting(settings, "service-account-extend-token-expiration", &value)
            .say(message!("kube-apiserver makes tokens of an hour valid for a year{}", by_default(&value)))
            .fix(
                title(settings, "service-account-extend-token-expiration", "false"),
                give(settings, "service-account-extend-token-expiration", &value, "false"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD031",
            r"
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
#     ^^^^^^^^^^^^^^ NOD031: kube-apiserver makes tokens of an hour valid for a year by default
---
apiVersion: v1
kind: Pod
metadata: {name: kube-apiserver, namespace: kube-system}
spec:
  containers:
  - name: kube-apiserver
    image: registry.k8s.io/kube-apiserver:v1.37.1
    command:
    - kube-apiserver
    - --service-account-extend-token-expiration=false
",
        );
    }
}
