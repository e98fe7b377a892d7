//! ## What it does
//! Finds containers whose `securityContext.procMount` is not `Default`. The verdict is that of the control "/proc Mount
//! Type" of the baseline Pod Security Standard; pods with `hostUsers: false` are exempt from 1.35 on.
//!
//! ## Why is this bad
//! The runtime hides the parts of `/proc` that tell about, or change, the kernel of the node. Without the masks a program
//! in the container sees and changes them.
//!
//! ## Fix safety
//! Breaking: nested container runtimes need it; give them a user namespace (`hostUsers: false`) instead.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext: {procMount: Unmasked}
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
//!     securityContext: {procMount: Default}
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

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD010",
        name: "unmasked-proc",
        title: "Unmasked /proc",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("/proc Mount Type"), nsa_cisa("Pod security enforcement")],
        peers: &[kube_linter("unsafe-proc-mount"), polaris("procMount"), trivy("KSV-0027")],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("procMount", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        sink.cause(cause)
            .say(message!(
                "container `{}` sees /proc without the masks that protect the kernel of its node",
                container
            ))
            .fix("set procMount: Default", [Change::mend(cause, Value::String("Default".to_owned()))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn without_masks() {
        check(
            "POD010",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - {name: api, securityContext: {procMount: Unmasked}}
#                                                ^^^^^^^^ POD010: container `api` sees /proc without the masks that protect the kernel of its node
      - {name: other, securityContext: {procMount: Default}}
",
        );
    }
}
