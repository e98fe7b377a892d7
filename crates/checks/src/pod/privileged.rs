//! ## What it does
//! Finds containers with `securityContext.privileged: true`, of every kind: init containers, sidecars and ephemeral
//! ones too. The verdict is that of the control "Privileged Containers" of the baseline Pod Security Standard.
//!
//! ## Why is this bad
//! A privileged container sees all devices of its node, holds every capability and is watched by neither seccomp nor
//! AppArmor nor SELinux. Whoever runs code in it can mount the node's disk and owns the node, with every Pod and
//! every Secret on it.
//!
//! ## Fix safety
//! Breaking: a program that needs a device or a capability stops working without it. Grant what it needs by itself: a
//! capability, or a device plugin.
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
//!       privileged: true
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
//!       privileged: false
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
        id: "POD001",
        name: "privileged-container",
        title: "Privileged container",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("Privileged Containers"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.2"),
            mitre("T1611"),
        ],
        peers: &[
            checkov("CKV_K8S_16"),
            checkov("CKV_K8S_2"),
            kube_linter("privileged-container"),
            kube_score("container-security-context-privileged"),
            kubeaudit("privileged"),
            kubescape("C-0057"),
            kubescape("C-0193"),
            kubescape("C-0213"),
            polaris("runAsPrivileged"),
            trivy("KSV-0017"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("privileged", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        sink.at(cause.node)
            .say(message!("container `{}` is privileged: it can do on the node whatever root can", container))
            .fix("set privileged: false", [Change::Replace(cause.node, Value::Bool(false))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn every_kind_of_container() {
        check(
            "POD001",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare, securityContext: {privileged: true}}
#                                                     ^^^^ POD001: container `prepare` is privileged: it can do on the node whatever root can
      containers:
      - {name: api, securityContext: {privileged: false}}
      - name: agent
        securityContext:
          privileged: yes
#                     ^^^ POD001: container `agent` is privileged: it can do on the node whatever root can
",
        );
    }
}
