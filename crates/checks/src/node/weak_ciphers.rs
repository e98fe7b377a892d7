//! ## What it does
//! Finds components that are told to offer cipher suites which Go calls insecure (RC4, 3DES, key exchange by RSA, CBC
//! with SHA-256), or TLS older than 1.2, by `--tls-cipher-suites`, `--tls-min-version` (etcd: `--cipher-suites`) or the
//! kubelet's configuration. What is offered without such a list has none of them.
//!
//! ## Why is this bad
//! What is recorded today under such a suite is read tomorrow; TLS 1.0 and 1.1 have known attacks.
//!
//! ## Fix safety
//! Breaking: old clients that have nothing better no longer connect.
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
//!     - --tls-cipher-suites=TLS_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
//!     - --tls-min-version=VersionTLS11
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
//!     - --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
//!     - --tls-min-version=VersionTLS13
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
//! ```

use component::{Component, Settings, Written};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::give;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD030",
        name: "weak-cipher-suites",
        title: "Weak cipher suites or protocols",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("1.2.29"), cis("4.2.12")],
        peers: &[
            checkov("CKV_K8S_105"),
            checkov("CKV_K8S_151"),
            kubescape("C-0143"),
            kubescape("C-0184"),
            kubescape("C-0277"),
            trivy("KCV-0092"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(
        &[
            Component::ApiServer,
            Component::ControllerManager,
            Component::Scheduler,
            Component::Etcd,
            Component::Kubelet,
        ],
        judge,
    ),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let component = settings.component.name();
    let flag = if settings.component == Component::Etcd { "cipher-suites" } else { "tls-cipher-suites" };
    if let Some(suites) = settings.get(flag) {
        let (weak, others): (Vec<&str>, Vec<&str>) = suites.items().partition(|suite| is_weak(suite));
        if !weak.is_empty() {
            let said = sink.setting(settings, flag, &suites).say(message!(
                "{} offers weak cipher suites: {}",
                component,
                weak.join(", ")
            ));
            if !others.is_empty() && !matches!(suites.written(), Some(Written::Field(_))) {
                said.fix("offer only the others", give(settings, flag, &suites, &others.join(",")));
            }
        }
    }
    if let Some(version) = settings.get("tls-min-version")
        && matches!(version.text(), "VersionTLS10" | "VersionTLS11")
    {
        sink.setting(settings, "tls-min-version", &version)
            .say(message!("{} accepts TLS older than 1.2", component))
            .fix("ask for TLS 1.2", give(settings, "tls-min-version", &version, "VersionTLS12"));
    }
}

/// What Go's `crypto/tls` lists as insecure.
fn is_weak(suite: &str) -> bool {
    suite.contains("RC4")
        || suite.contains("3DES")
        || suite.starts_with("TLS_RSA_")
        || suite.ends_with("CBC_SHA256")
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD030",
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
    - --tls-cipher-suites=TLS_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD030: kube-apiserver offers weak cipher suites: TLS_RSA_WITH_AES_128_GCM_SHA256
    - --tls-min-version=VersionTLS11
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD030: kube-apiserver accepts TLS older than 1.2
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
    - --tls-cipher-suites=TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    - --tls-min-version=VersionTLS13
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
tlsCipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
",
        );
    }
}
