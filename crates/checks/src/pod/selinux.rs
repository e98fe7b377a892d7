//! ## What it does
//! Finds `seLinuxOptions` with a `type` beyond those of containers, or with a `user` or `role`. The verdict is that of the
//! control "SELinux" of the baseline Pod Security Standard.
//!
//! ## Why is this bad
//! On nodes with SELinux the type decides what a container may touch: `spc_t`, for one, may touch everything. A user or
//! role of one's own leads to types of one's own.
//!
//! ## Fix safety
//! Breaking: what the type of containers refuses fails.
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
//!       seLinuxOptions:
//!         type: spc_t
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
//!       seLinuxOptions:
//!         type: container_t
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
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
        id: "POD013",
        name: "selinux-options",
        title: "SELinux label that leaves the confinement",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("SELinux"), nsa_cisa("Pod security enforcement")],
        peers: &[trivy("KSV-0025")],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("seLinuxOptions", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let field = cause.node.key().and_then(Node::as_str).unwrap_or_default();
        let value = cause.node.as_str().unwrap_or_default();
        sink.cause(cause)
            .say(message!(
                "{} sets the SELinux {} `{}`, which leaves the confinement of containers",
                who(cause),
                field,
                value
            ))
            .fix(format!("remove the {field}"), [Change::Remove(cause.node)]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn type_user_and_role() {
        check(
            "POD013",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext: {seLinuxOptions: {level: "s0:c1,c2", user: system_u}}
#                                                                 ^^^^^^^^ POD013: the pod sets the SELinux user `system_u`, which leaves the confinement of containers
      containers:
      - {name: api, securityContext: {seLinuxOptions: {type: spc_t}}}
#                                                            ^^^^^ POD013: container `api` sets the SELinux type `spc_t`, which leaves the confinement of containers
"#,
        );
    }
}
