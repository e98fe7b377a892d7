//! ## What it does
//! Finds capabilities in `securityContext.capabilities.add` that runtimes grant by default, except `NET_BIND_SERVICE`. The
//! verdict is that of the control "Capabilities" of the restricted Pod Security Standard; capabilities beyond the default are
//! the matter of `POD008` and `POD009`.
//!
//! ## Why is this bad
//! They are parts of what root may do: change owners of files, become other users, pass by file permissions.
//!
//! ## Fix safety
//! Breaking: what needed the capability fails without it.
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
//!       capabilities:
//!         drop: [ALL]
//!         add: [CHOWN]
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
//!         add: [NET_BIND_SERVICE]
//! ```

use finding::{Rule, Safety, Severity, message};
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
        id: "POD021",
        name: "readded-capability",
        title: "Capability beyond NET_BIND_SERVICE",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_restricted("Capabilities"), nsa_cisa("Pod security enforcement"), cis("5.2.9")],
        peers: &[checkov("CKV_K8S_25"), kubescape("C-0200"), trivy("KSV-0022"), trivy("KSV-0106")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("capabilities_restricted", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    // A missing `drop` is the matter of POD020.
    for cause in violation.causes.iter().filter(|cause| !cause.absent && !is_field(cause, "drop")) {
        let container = cause.container.as_deref().unwrap_or_default();
        let capability = cause.node.as_str().unwrap_or_default();
        sink.cause(cause)
            .say(message!("container `{}` may use {}, a part of what root may do", container, capability))
            .fix(format!("remove {capability}"), [Change::Remove(cause.node)]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn those_of_the_default() {
        check(
            "POD021",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, securityContext: {capabilities: {drop: [ALL], add: [CHOWN, NET_ADMIN, NET_BIND_SERVICE]}}}
#                                                                       ^^^^^ POD021: container `api` may use CHOWN, a part of what root may do
",
        );
    }
}
