//! ## What it does
//! Finds kubelets that record fewer than five events a second: `eventRecordQPS` (`--event-qps`). 0 sets no limit; the
//! default is 50.
//!
//! ## Why is this bad
//! Events that are dropped are those of the busy minutes, which somebody will want to read.
//!
//! ## Fix safety
//! Breaking: more events reach the API server.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! eventRecordQPS: 1
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! eventRecordQPS: 0
//! ```

use component::{Component, Settings};
use finding::{Rule, Safety, Severity, message};

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::setting::{give, title};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD057",
        name: "kubelet-drops-events",
        title: "Kubelet drops events",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.8")],
        peers: &[checkov("CKV_K8S_147"), kubescape("C-0180"), trivy("KCV-0087")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("event-qps") else { return };
    if value.integer().is_some_and(|rate| (1..5).contains(&rate)) {
        sink.setting(settings, "event-qps", &value)
            .say(message!("the kubelet records at most {} events a second", value.text()))
            .fix(title(settings, "event-qps", "50"), give(settings, "event-qps", &value, "50"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD057",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
eventRecordQPS: 1
#               ^ NOD057: the kubelet records at most 1 events a second
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
",
        );
    }
}
