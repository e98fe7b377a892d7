//! ## What it does
//! Finds API servers whose `--request-timeout` is 0, which is none, or more than five minutes. The default is one
//! minute.
//!
//! ## Why is this bad
//! Few slow clients are enough to hold all the requests that the API server works on at a time.
//!
//! ## Fix safety
//! Breaking: requests that need longer are cut off.
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
//!     - --request-timeout=1h
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
//!     - --request-timeout=90s
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

/// Nanoseconds.
const FIVE_MINUTES: i64 = 300_000_000_000;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD020",
        name: "long-request-timeout",
        title: "Requests may take very long",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.20")],
        peers: &[checkov("CKV_K8S_95"), kubescape("C-0134")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::ApiServer], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(timeout) = settings.get("request-timeout") else { return };
    if timeout.duration().is_some_and(|timeout| timeout == 0 || timeout > FIVE_MINUTES) {
        sink.setting(settings, "request-timeout", &timeout)
            .say(message!("kube-apiserver gives a request {} before it is cut off", timeout.text()))
            .fix("set --request-timeout=1m0s", give(settings, "request-timeout", &timeout, "1m0s"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD020",
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
    - --request-timeout=1h
#     ^^^^^^^^^^^^^^^^^^^^ NOD020: kube-apiserver gives a request 1h before it is cut off
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
    - --request-timeout=90s
",
        );
    }
}
