//! ## What it does
//! Finds containers without `allowPrivilegeEscalation: false`. The verdict is that of the control "Privilege Escalation" of
//! the restricted Pod Security Standard; Windows pods are exempt.
//!
//! ## Why is this bad
//! By default a program may gain rights that its parent does not have: `sudo` and every other file with the setuid bit or
//! with capabilities works. Whoever breaks into a process that runs as nobody can use them to become root.
//!
//! ## Fix safety
//! Needs evidence: programs with the setuid bit or file capabilities stop gaining rights. There is no fix for containers
//! that are privileged or add `CAP_SYS_ADMIN`: the API server refuses the two together.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
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
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       allowPrivilegeEscalation: false
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use manifest::edit::Value;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;
use crate::standards::container;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD016",
        name: "privilege-escalation",
        title: "Programs may gain rights",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[
            pss_restricted("Privilege Escalation"),
            nsa_cisa("Pod security enforcement"),
            cis("5.2.6"),
            mitre("T1611"),
        ],
        peers: &[
            checkov("CKV_K8S_20"),
            checkov("CKV_K8S_30"),
            checkov("CKV_K8S_5"),
            kube_linter("privilege-escalation-container"),
            kubeaudit("privesc"),
            kubescape("C-0016"),
            kubescape("C-0197"),
            kubescape("C-0211"),
            kubescape("C-0217"),
            polaris("privilegeEscalationAllowed"),
            trivy("KSV-0001"),
            trivy("KSV-0118"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("allowPrivilegeEscalation", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let name = cause.container.as_deref().unwrap_or_default();
        let said = sink
            .cause(cause)
            .say(message!("container `{}` lets its programs gain rights, by setuid files for example", name));
        // Privileged and CAP_SYS_ADMIN make it true whatever is written, and the API server refuses false beside them.
        let forced = container(pod, cause).is_some_and(|container| {
            let escalation = container.effective().allow_privilege_escalation;
            let own = escalation.node.and_then(Node::key).and_then(Node::as_str);
            escalation.value
                && escalation.node.is_some()
                && own.as_deref() != Some("allowPrivilegeEscalation")
        });
        if forced {
            said.at_most(Severity::Low, "its other rights make it so, whatever is written");
        } else {
            said.fix("set allowPrivilegeEscalation: false", [Change::mend(cause, Value::Bool(false))])
                .needs("that no program of the container gains rights by setuid files or file capabilities");
        }
    }
}

#[cfg(test)]
mod tests {
    use finding::Severity;

    use crate::fixture::{check, severities};

    #[test]
    fn what_is_privileged_anyway() {
        let pod = |context: &str| {
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: b}}\nspec: {{containers: [{{name: a, securityContext: {context}}}]}}\n"
            )
        };
        assert_eq!(severities("POD016", &pod("{privileged: true}")), [Severity::Low]);
        assert_eq!(severities("POD016", &pod("{privileged: false}")), [Severity::Medium]);
    }

    #[test]
    fn unset_is_true() {
        check(
            "POD016",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      initContainers:
      - {name: prepare, securityContext: {runAsUser: 1000}}
#                                        ^^^^^^^^^^^^^^^^^ POD016: container `prepare` lets its programs gain rights, by setuid files for example
      containers:
      - {name: api, securityContext: {allowPrivilegeEscalation: true}}
#                                                               ^^^^ POD016: container `api` lets its programs gain rights, by setuid files for example
      - {name: good, securityContext: {allowPrivilegeEscalation: false}}
",
        );
    }
}
