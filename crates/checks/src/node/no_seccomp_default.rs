//! ## What it does
//! Finds kubelets without `seccompDefault` (`--seccomp-default`), which is off by default.
//!
//! ## Why is this bad
//! A Pod that names no seccomp profile then runs with none: every system call of the kernel is open to it.
//!
//! ## Fix safety
//! Breaking: programs that need a system call which the runtime's profile refuses fail.
//!
//! ```yaml,bad
//! apiVersion: kubelet.config.k8s.io/v1beta1
//! kind: KubeletConfiguration
//! seccompDefault: false
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
//! seccompDefault: true
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
        id: "NOD062",
        name: "no-seccomp-default",
        title: "Pods run without a system call filter by default",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[cis("4.2.14")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Settings(&[Component::Kubelet], judge),
};

fn judge<'a>(settings: &Settings<'a>, sink: &mut Sink<'a>) {
    let Some(value) = settings.get("seccomp-default") else { return };
    if value.boolean() != Some(true) {
        sink.setting(settings, "seccomp-default", &value)
            .say(message!("Pods that name no seccomp profile run without one{}", by_default(&value)))
            .fix(
                title(settings, "seccomp-default", "true"),
                give(settings, "seccomp-default", &value, "true"),
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD062",
            r"
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
seccompDefault: false
#               ^^^^^ NOD062: Pods that name no seccomp profile run without one
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
seccompDefault: true
",
        );
    }
}
