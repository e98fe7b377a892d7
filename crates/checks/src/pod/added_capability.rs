//! ## What it does
//! Finds capabilities in `securityContext.capabilities.add` that container runtimes do not grant by themselves, except those
//! that own the node outright (see `POD009`). The verdict is that of the control
//! "Capabilities" of the baseline Pod Security Standard.
//!
//! ## Why is this bad
//! Each capability is a part of what root may do. `NET_RAW` forges packages of neighbours, `NET_ADMIN` changes the
//! network, others reach further than their names say.
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
//!         add: [NET_RAW]
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
//!         add: [NET_BIND_SERVICE]
//! ```

use finding::{Rule, Safety, Severity, message};
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::pod::dangerous_capability::is_dangerous;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD008",
        name: "added-capability",
        title: "Capability beyond the runtime's default",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("Capabilities"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.8"),
            cis("5.2.9"),
        ],
        peers: &[
            checkov("CKV_K8S_24"),
            checkov("CKV_K8S_25"),
            kubeaudit("capabilities"),
            kubescape("C-0046"),
            kubescape("C-0200"),
            kubescape("C-0219"),
            polaris("insecureCapabilities"),
            trivy("KSV-0022"),
            trivy("KSV-0119"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("capabilities_baseline", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        let capability = cause.node.as_str().unwrap_or_default();
        if !is_dangerous(&capability) {
            sink.cause(cause)
                .say(message!(
                    "container `{}` may use {}, which runtimes do not grant by themselves",
                    container,
                    capability
                ))
                .fix(format!("remove {capability}"), [Change::Remove(cause.node)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn beyond_the_default() {
        check(
            "POD008",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        securityContext: {capabilities: {add: [CHOWN, NET_ADMIN, SYS_ADMIN]}}
#                                                     ^^^^^^^^^ POD008: container `api` may use NET_ADMIN, which runtimes do not grant by themselves
",
        );
    }
}
