//! ## What it does
//! Finds kube-proxies whose `metricsBindAddress` (`--metrics-bind-address`) is not a loopback address. The default is
//! 127.0.0.1:10249.
//!
//! ## Why is this bad
//! The port asks nobody who they are, and with profiling serves more than metrics: whoever reaches the node reads how
//! the cluster's network is made.
//!
//! ## Fix safety
//! Breaking: what collects the metrics from outside no longer reaches them.
//!
//! ```yaml,bad
//! apiVersion: kubeproxy.config.k8s.io/v1alpha1
//! kind: KubeProxyConfiguration
//! metricsBindAddress: 0.0.0.0:10249
//! ```
//!
//! ```yaml,good
//! apiVersion: kubeproxy.config.k8s.io/v1alpha1
//! kind: KubeProxyConfiguration
//! metricsBindAddress: ""
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: kube-proxy, namespace: kube-system}
//! spec:
//!   containers:
//!   - name: kube-proxy
//!     image: registry.k8s.io/kube-proxy:v1.37.1
//!     command:
//!     - kube-proxy
//!     - --config=/var/lib/kube-proxy/config.conf
//! ```

use crate::loopback::is_loopback;
use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD063",
        name: "kube-proxy-metrics-exposed",
        title: "kube-proxy serves metrics to everybody",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.3.1")],
        peers: &[kubescape("C-0291")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Proxy], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("metrics-bind-address") else { return };
    if !is_loopback(value.text()) {
        sink.setting(settings, "metrics-bind-address", &value)
            .say(message!("kube-proxy serves its metrics to everybody on {}", value.text()))
            .fix(
                title(settings, "metrics-bind-address", "127.0.0.1:10249"),
                give(settings, "metrics-bind-address", &value, "127.0.0.1:10249"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD063",
            r#"
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
metricsBindAddress: 0.0.0.0:10249
#                   ^^^^^^^^^^^^^ NOD063: kube-proxy serves its metrics to everybody on 0.0.0.0:10249
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
metricsBindAddress: ""
"#,
        );
    }
}
