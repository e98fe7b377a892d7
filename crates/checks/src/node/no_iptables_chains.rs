//! ## What it does
//! Finds kubelets with `makeIPTablesUtilChains: false` (`--make-iptables-util-chains=false`). It is on by default.
//!
//! ## Why is this bad
//! Rules that keep strangers on the network from reaching what a node serves on its loopback address are then missing,
//! unless somebody else makes them.
//!
//! ## Fix safety
//! Breaking: the kubelet changes the node's packet filter.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! makeIPTablesUtilChains: false
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
//! makeIPTablesUtilChains: true
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
        id: "NOD055",
        name: "no-iptables-chains",
        title: "Kubelet leaves its packet rules out",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.6")],
        peers: &[checkov("CKV_K8S_145"), kubescape("C-0178"), trivy("KCV-0084")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("make-iptables-util-chains") else { return };
    if value.boolean() == Some(false) {
        sink.setting(settings, "make-iptables-util-chains", &value)
            .say(message!("the kubelet leaves its packet rules out"))
            .fix(
                title(settings, "make-iptables-util-chains", "true"),
                give(settings, "make-iptables-util-chains", &value, "true"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD055",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
makeIPTablesUtilChains: false
#                       ^^^^^ NOD055: the kubelet leaves its packet rules out
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
",
        );
    }
}
