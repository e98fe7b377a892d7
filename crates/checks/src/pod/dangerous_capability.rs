//! ## What it does
//! Finds the capabilities in `securityContext.capabilities.add` that are a way to the node: `ALL`, `SYS_ADMIN`, `SYS_MODULE`,
//! `SYS_PTRACE`, `SYS_RAWIO`, `SYS_BOOT`, `DAC_READ_SEARCH`, `BPF`, `PERFMON`, `MAC_ADMIN`, `MAC_OVERRIDE`, `SYSLOG`. The verdict is that of the control
//! "Capabilities" of the baseline Pod Security Standard.
//!
//! ## Why is this bad
//! With one of them a program loads a kernel module, mounts a disk, opens any file of the node or reads the memory of
//! other programs: it need not be privileged to own the node.
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
//!         add: [SYS_ADMIN]
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
use crate::context::WAY_TO_THE_NODE;
use crate::sink::Sink;

/// Capabilities that are a way out of the container by themselves, as the plugin compares them: as written. The API
/// server takes them with and without `CAP_`.
const DANGEROUS: [&str; 12] = [
    "ALL",
    "BPF",
    "DAC_READ_SEARCH",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "PERFMON",
    "SYSLOG",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_MODULE",
    "SYS_PTRACE",
    "SYS_RAWIO",
];

/// Whether a capability, as written, is one of them.
pub(crate) fn is_dangerous(capability: &str) -> bool {
    let name = capability.strip_prefix("CAP_").unwrap_or(capability);
    DANGEROUS.contains(&name)
}

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD009",
        name: "dangerous-capability",
        title: "Capability that owns the node",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("Capabilities"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.9"),
            mitre("T1611"),
        ],
        peers: &[
            checkov("CKV_K8S_39"),
            kubeaudit("capabilities"),
            kubescape("C-0046"),
            polaris("dangerousCapabilities"),
            trivy("KSV-0005"),
            trivy("KSV-0120"),
        ],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("capabilities_baseline", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        let capability = cause.node.as_str().unwrap_or_default();
        if is_dangerous(&capability) {
            sink.cause(cause)
                .say(message!(
                    "container `{}` may use {}, which is a way out to its node",
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
    fn ways_to_the_node() {
        check(
            "POD009",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        securityContext:
          capabilities:
            add:
            - CHOWN
            - NET_ADMIN
            - CAP_SYS_ADMIN
#             ^^^^^^^^^^^^^ POD009: container `api` may use CAP_SYS_ADMIN, which is a way out to its node
            - ALL
#             ^^^ POD009: container `api` may use ALL, which is a way out to its node
",
        );
    }
}
