//! ## What it does
//! Finds pods and containers whose AppArmor profile, by field or annotation, is neither the runtime's default nor one of
//! the node. The verdict is that of the control "AppArmor" of the baseline Pod Security Standard; none at all is fine, since
//! runtimes then apply their default.
//!
//! ## Why is this bad
//! The runtime's profile keeps a container from mounting file systems and from writing to the parts of `/proc` and `/sys`
//! that change the node. Unconfined, one bug is enough.
//!
//! ## Fix safety
//! Breaking: what the default profile refuses fails.
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
//!       appArmorProfile:
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
//!       appArmorProfile:
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
        id: "POD012",
        name: "apparmor-unconfined",
        title: "No AppArmor profile",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("AppArmor"), nsa_cisa("Pod security enforcement")],
        peers: &[kubeaudit("apparmor"), kubescape("C-0055"), trivy("KSV-0002")],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("appArmorProfile", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let by_field =
            cause.absent || cause.node.key().is_some_and(|key| key.as_str().as_deref() == Some("type"));
        let profile = if by_field { "RuntimeDefault" } else { "runtime/default" };
        sink.cause(cause)
            .say(message!(
                "{} turns off AppArmor, which keeps containers from changing their node",
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
    fn field_and_annotation() {
        check(
            "POD012",
            r"
apiVersion: v1
kind: Pod
metadata:
  name: api
  annotations:
    container.apparmor.security.beta.kubernetes.io/api: unconfined
#                                                       ^^^^^^^^^^ POD012: container `api` turns off AppArmor, which keeps containers from changing their node
    container.apparmor.security.beta.kubernetes.io/other: runtime/default
spec:
  securityContext: {appArmorProfile: {type: Unconfined}}
#                                           ^^^^^^^^^^ POD012: the pod turns off AppArmor, which keeps containers from changing their node
  containers: [{name: api}, {name: other}]
",
        );
    }
}
