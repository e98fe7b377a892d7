//! ## What it does
//! Finds containers for which neither they nor their pod chooses a seccomp profile. The verdict is that of the control
//! "Seccomp" of the restricted Pod Security Standard; Windows pods are exempt. A profile that turns the filter off is the
//! matter of `POD011`.
//!
//! ## Why is this bad
//! Without a profile most nodes filter no system calls at all: every one of the kernel is open to the container, also those
//! that no program needs and that most ways out of containers begin with.
//!
//! ## Fix safety
//! Needs evidence: a program that uses one of the few calls that the runtime's profile refuses fails.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   securityContext:
//!     seccompProfile:
//!       type: RuntimeDefault
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;
use crate::standards::who;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD019",
        name: "no-seccomp-profile",
        title: "No seccomp profile chosen",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[pss_restricted("Seccomp"), nsa_cisa("Pod security enforcement"), cis("5.6.2")],
        peers: &[
            checkov("CKV_K8S_31"),
            checkov("CKV_K8S_32"),
            kube_score("container-seccomp-profile"),
            kubeaudit("seccomp"),
            kubescape("C-0055"),
            kubescape("C-0210"),
            polaris("linuxHardening"),
            trivy("KSV-0030"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("seccompProfile_restricted", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        sink.cause(cause)
            .say(message!(
                "{} chooses no seccomp profile, so most nodes filter none of its system calls",
                who(cause)
            ))
            .fix(
                "use the profile of the container runtime",
                [Change::mend(cause, Value::String("RuntimeDefault".to_owned()))],
            )
            .needs("that the container makes no system call which the runtime's profile refuses");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_pod_speaks_for_its_containers() {
        check(
            "POD019",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, securityContext: {}}
#                                    ^^ POD019: container `api` chooses no seccomp profile, so most nodes filter none of its system calls
      - {name: good, securityContext: {seccompProfile: {type: RuntimeDefault}}}
---
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop}
spec:
  securityContext: {seccompProfile: {type: RuntimeDefault}}
  containers: [{name: one}]
",
        );
    }
}
