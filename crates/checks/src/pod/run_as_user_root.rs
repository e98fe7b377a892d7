//! ## What it does
//! Finds `runAsUser: 0`, in pods and containers. The verdict is that of the control "Running as Non-root user" of the
//! restricted Pod Security Standard; pods with `hostUsers: false` are exempt from 1.35 on.
//!
//! ## Why is this bad
//! The container runs as root whatever its image says. Root in the container is root for every file that is mounted into
//! it, and one bug of the kernel away from root on the node.
//!
//! ## Fix safety
//! There is no fix: only a person knows which user the program can run as.
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
//!       runAsUser: 0
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
//!       runAsUser: 65532
//! ```

use finding::{Rule, Severity, message};
use model::PodView;
use podsecurity::Violation;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;
use crate::standards::who;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD018",
        name: "run-as-user-root",
        title: "Container runs as root",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[
            pss_restricted("Running as Non-root user"),
            nsa_cisa("Non-root containers"),
            cis("5.2.7"),
        ],
        peers: &[
            checkov("CKV_K8S_6"),
            checkov("CKV_K8S_23"),
            kube_linter("run-as-non-root"),
            kubeaudit("nonroot"),
            kubescape("C-0013"),
            trivy("KSV-0105"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("runAsUser", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        sink.cause(cause).say(message!("{} runs as root, whatever the image says", who(cause)));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn user_0() {
        check(
            "POD018",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext: {runAsUser: 0}
#                                  ^ POD018: the pod runs as root, whatever the image says
      containers:
      - {name: api, securityContext: {runAsUser: 00}}
#                                                ^^ POD018: container `api` runs as root, whatever the image says
      - {name: good, securityContext: {runAsUser: 1000}}
",
        );
    }
}
