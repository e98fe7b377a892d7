//! ## What it does
//! Finds containers that do not drop `ALL` capabilities. The verdict is that of the control "Capabilities" of the restricted
//! Pod Security Standard; Windows pods are exempt.
//!
//! ## Why is this bad
//! A container that runs as root keeps a dozen capabilities, and hardly a program needs one: they change owners of files,
//! become other users, and with many runtimes forge packets.
//!
//! ## Fix safety
//! Needs evidence: a program that binds a port below 1024, changes users or changes owners of files needs the capability
//! for it added again.
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
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       capabilities:
//!         drop: [ALL]
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
use crate::standards::is_field;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD020",
        name: "undropped-capabilities",
        title: "Default capabilities kept",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[
            pss_restricted("Capabilities"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.8"),
            cis("5.2.9"),
        ],
        peers: &[
            checkov("CKV_K8S_28"),
            checkov("CKV_K8S_36"),
            checkov("CKV_K8S_37"),
            checkov("CKV_K8S_7"),
            kube_linter("drop-net-raw-capability"),
            kubeaudit("capabilities"),
            kubescape("C-0199"),
            kubescape("C-0201"),
            kubescape("C-0220"),
            polaris("linuxHardening"),
            trivy("KSV-0003"),
            trivy("KSV-0004"),
            trivy("KSV-0106"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("capabilities_restricted", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    let all = || Value::String("ALL".to_owned());
    for cause in &violation.causes {
        let change = match cause.absent {
            true => Change::mend(cause, Value::Sequence(vec![all()])),
            false if is_field(cause, "drop") => Change::Append(cause.node, all()),
            // An added capability: the matter of POD021.
            false => continue,
        };
        let container = cause.container.as_deref().unwrap_or_default();
        sink.cause(cause)
            .say(message!("container `{}` keeps capabilities of root that it hardly needs", container))
            .fix("drop all capabilities", [change])
            .needs("that no program of the container needs one of the capabilities that runtimes grant by default");
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn in_each_container() {
        check(
            "POD020",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, securityContext: {capabilities: {drop: [NET_RAW]}}}
#                                                          ^^^^^^^^^ POD020: container `api` keeps capabilities of root that it hardly needs
      - {name: other, securityContext: {capabilities: {add: [CHOWN]}}}
#                                                     ^^^^^^^^^^^^^^ POD020: container `other` keeps capabilities of root that it hardly needs
      - {name: good, securityContext: {capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}}
",
        );
    }
}
