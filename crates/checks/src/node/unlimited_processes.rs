//! ## What it does
//! Finds kubelets without a limit on the processes of a Pod: `podPidsLimit` (`--pod-max-pids`) of -1, which is the
//! default, or 0.
//!
//! ## Why is this bad
//! One Pod that forks without end takes the node down with all that runs there.
//!
//! ## Fix safety
//! Breaking: Pods with more processes fail to start new ones.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! podPidsLimit: -1
//! ```
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! ```
//!
//! ```yaml,good
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! podPidsLimit: 4096
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
        id: "NOD061",
        name: "unlimited-pod-processes",
        title: "Pods may start any number of processes",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.13")],
        peers: &[kubescape("C-0284")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("pod-max-pids") else { return };
    if value.integer().is_some_and(|limit| limit <= 0) {
        sink.setting(settings, "pod-max-pids", &value)
            .say(message!("a Pod may start any number of processes{}", by_default(&value)))
            .fix(title(settings, "pod-max-pids", "4096"), give(settings, "pod-max-pids", &value, "4096"));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD061",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: -1
#             ^^ NOD061: a Pod may start any number of processes
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: 4096
",
        );
    }
}
