//! ## What it does
//! Finds containers whose `securityContext.procMount` is not `Default` in pods with `hostUsers: false`. The verdict is that of
//! the restricted Pod Security Standard, from 1.35 on; without a user namespace it is the matter of `POD010`.
//!
//! ## Why is this bad
//! The user namespace keeps root in the container from changing the kernel through `/proc`. What can be read there still
//! tells about the node.
//!
//! ## Fix safety
//! Breaking: nested container runtimes need it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   hostUsers: false
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
//!   hostUsers: false
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
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD023",
        name: "unmasked-proc-in-user-namespace",
        title: "Unmasked /proc in a user namespace",
        severity: Severity::Low,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_restricted("/proc Mount Type"), nsa_cisa("Pod security enforcement")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("procMount_restricted", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        sink.cause(cause)
            .say(message!(
                "container `{}` sees /proc without masks, if as root of a user namespace only",
                container
            ))
            .fix("set procMount: Default", [Change::mend(cause, Value::String("Default".to_owned()))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn in_a_user_namespace() {
        check(
            "POD023",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      hostUsers: false
      containers:
      - {name: api, securityContext: {procMount: Unmasked}}
#                                                ^^^^^^^^ POD023: container `api` sees /proc without masks, if as root of a user namespace only
",
        );
    }
}
