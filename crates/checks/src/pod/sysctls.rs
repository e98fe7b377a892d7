//! ## What it does
//! Finds `securityContext.sysctls` that are not of the safe set of the Kubernetes version. The verdict is that of the control
//! "Sysctls" of the baseline Pod Security Standard.
//!
//! ## Why is this bad
//! Other kernel parameters reach beyond the pod: they change, slow down or stop its neighbours and its node. Kubelets
//! refuse them unless they were told otherwise.
//!
//! ## Fix safety
//! Breaking: what was tuned runs untuned.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   securityContext:
//!     sysctls:
//!     - {name: kernel.msgmax, value: "65536"}
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
//!     sysctls:
//!     - {name: net.ipv4.tcp_syncookies, value: "1"}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use finding::{Rule, Safety, Severity, message};
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD014",
        name: "unsafe-sysctl",
        title: "Kernel parameter beyond the safe ones",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("Sysctls"), nsa_cisa("Pod security enforcement")],
        peers: &[kube_linter("unsafe-sysctls"), trivy("KSV-0026")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("sysctls", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let item = if cause.absent { Some(cause.node) } else { cause.node.parent() };
        let name = cause.node.as_str().unwrap_or_default();
        sink.cause(cause)
            .say(message!(
                "the kernel parameter `{}` reaches beyond the pod, to its neighbours and its node",
                name
            ))
            .fix(format!("remove {name}"), item.map(Change::Remove));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn beyond_the_safe_ones() {
        check(
            "POD014",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      securityContext:
        sysctls:
        - {name: net.ipv4.tcp_syncookies, value: "1"}
        - name: kernel.msgmax
#               ^^^^^^^^^^^^^ POD014: the kernel parameter `kernel.msgmax` reaches beyond the pod, to its neighbours and its node
          value: "65536"
      containers: [{name: api}]
"#,
        );
    }
}
