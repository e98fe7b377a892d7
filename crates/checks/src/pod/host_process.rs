//! ## What it does
//! Finds pods and containers with `securityContext.windowsOptions.hostProcess: true`. The verdict is that of the control
//! "HostProcess" of the baseline Pod Security Standard.
//!
//! ## Why is this bad
//! A HostProcess container runs on the Windows node itself, with the rights of the account it names: it is no container
//! at all. Whoever runs code in it owns the node.
//!
//! ## Fix safety
//! Breaking: what administers the node stops working.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   os: {name: windows}
//!   hostNetwork: true
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext: {windowsOptions: {hostProcess: true}}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   os: {name: windows}
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
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
        id: "POD002",
        name: "host-process-container",
        title: "Windows HostProcess container",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[
            pss_baseline("HostProcess"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.10"),
            mitre("T1611"),
        ],
        peers: &[kubescape("C-0202"), polaris("hostProcess"), trivy("KSV-0103")],
    },
    parameters: &[],
    context: WAY_TO_THE_NODE,
    judge: Judge::PodSecurity("windowsHostProcess", judge),
};

fn judge<'a>(_pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        sink.cause(cause)
            .say(message!("{} runs on the Windows node itself, not in a container", who(cause)))
            .fix("set hostProcess: false", [Change::mend(cause, Value::Bool(false))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn pod_and_container() {
        check(
            "POD002",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  securityContext: {windowsOptions: {hostProcess: true}}
#                                                 ^^^^ POD002: the pod runs on the Windows node itself, not in a container
  containers:
  - name: api
    securityContext: {windowsOptions: {hostProcess: true}}
#                                                   ^^^^ POD002: container `api` runs on the Windows node itself, not in a container
  - name: other
    securityContext: {windowsOptions: {hostProcess: false}}
",
        );
    }
}
