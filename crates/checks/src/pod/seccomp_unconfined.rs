//! ## What it does
//! Finds pods and containers whose `seccompProfile` is neither `RuntimeDefault` nor `Localhost`, most often `Unconfined`.
//! The verdict is that of the control "Seccomp" of the baseline Pod Security Standard; none at all is the matter of
//! `POD019`.
//!
//! ## Why is this bad
//! Without the filter every system call of the kernel is open to the container, also those that no program needs and that
//! most ways out of containers begin with.
//!
//! ## Fix safety
//! Breaking: a program that uses one of the calls that the runtime's profile refuses (`unshare`, `ptrace` of old kernels)
//! fails.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       seccompProfile:
//!         type: Unconfined
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       seccompProfile:
//!         type: RuntimeDefault
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::WAY_TO_THE_NODE;
use crate::sink::Sink;
use crate::standards::who;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD011",
        name: "seccomp-unconfined",
        title: "No seccomp filter",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("Seccomp"), nsa_cisa("Pod security enforcement"), cis("5.6.2")],
        peers: &[kubeaudit("seccomp"), trivy("KSV-0104")],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("seccompProfile_baseline", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let profile =
            if cause.node.key().is_some_and(|key| key.as_str().as_deref() == Some("type")) || cause.absent {
                "RuntimeDefault"
            } else {
                // The annotations of versions before 1.19.
                "runtime/default"
            };
        sink.cause(cause)
            .say(message!(
                "{} turns off the seccomp filter, so every system call of the kernel is open to it",
                who(cause)
            ))
            .fix(
                "use the profile of the container runtime",
                [Change::mend(cause, Value::String(profile.to_owned()))],
            );
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn pod_and_container() {
        check(
            "POD011",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext: {seccompProfile: {type: Unconfined}}
#                                              ^^^^^^^^^^ POD011: the pod turns off the seccomp filter, so every system call of the kernel is open to it
      containers:
      - {name: api, securityContext: {seccompProfile: {type: RuntimeDefault}}}
      - {name: other, securityContext: {seccompProfile: {type: Unconfined}}}
#                                                              ^^^^^^^^^^ POD011: container `other` turns off the seccomp filter, so every system call of the kernel is open to it
",
        );
    }
}
