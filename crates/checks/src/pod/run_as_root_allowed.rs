//! ## What it does
//! Finds containers for which neither they nor their pod says `runAsNonRoot: true`, and any that says false. The verdict is
//! that of the control "Running as Non-root" of the restricted Pod Security Standard; pods with `hostUsers: false` are exempt
//! from 1.35 on.
//!
//! ## Why is this bad
//! Unless told otherwise a container runs as whatever user its image names, most often root. Root in the container is root
//! for every file that is mounted into it, and one bug of the kernel away from root on the node.
//!
//! ## Fix safety
//! Needs evidence: the kubelet refuses to start an image that runs as root. Safe where `runAsUser` names another user.
//! There is no fix where it names root.
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
//!     runAsNonRoot: true
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;
use crate::standards::{container, who};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD017",
        name: "run-as-root-allowed",
        title: "Container may run as root",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[pss_restricted("Running as Non-root"), nsa_cisa("Non-root containers"), cis("5.2.7")],
        peers: &[
            checkov("CKV_K8S_23"),
            checkov("CKV_K8S_29"),
            checkov("CKV_K8S_6"),
            kube_linter("run-as-non-root"),
            kubeaudit("nonroot"),
            kubescape("C-0013"),
            kubescape("C-0198"),
            kubescape("C-0211"),
            kubescape("C-0218"),
            polaris("runAsRootAllowed"),
            popeye("POP-302"),
            popeye("POP-306"),
            trivy("KSV-0012"),
            trivy("KSV-0118"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("runAsNonRoot", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let user = match container(pod, cause) {
            Some(container) => container.effective().run_as_user.value,
            None => {
                pod.security_context().and_then(|context| context.get("runAsUser")).and_then(Node::as_i64)
            }
        };
        let change = Change::mend(cause, Value::Bool(true));
        let sink = sink.cause(cause);
        match user {
            Some(0) => drop(
                sink.say(message!("{} may run as root", who(cause)))
                    .at_most(Severity::Low, "that it does is said of its user"),
            ),
            Some(user) => drop(
                sink.say(message!(
                    "{} runs as user {} and is not kept from running as root",
                    who(cause),
                    user
                ))
                .fix("set runAsNonRoot: true", [change])
                .safe()
                .at_most(Severity::Low, "it does run as another user"),
            ),
            None => drop(
                sink.say(message!("{} may run as root, if its image says so", who(cause)))
                    .fix("set runAsNonRoot: true", [change])
                    .needs("that the image runs as another user than root"),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn the_pod_speaks_for_its_containers() {
        check(
            "POD017",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, securityContext: {runAsUser: 1000}}
#                                    ^^^^^^^^^^^^^^^^^ POD017: container `api` runs as user 1000 and is not kept from running as root
      - {name: good, securityContext: {runAsNonRoot: true}}
---
apiVersion: v1
kind: Pod
metadata: {name: one, namespace: shop}
spec:
  securityContext: {runAsNonRoot: true}
  containers:
  - {name: one}
  - {name: two, securityContext: {runAsNonRoot: false}}
#                                               ^^^^^ POD017: container `two` may run as root, if its image says so
",
        );
    }
}
