//! ## What it does
//! Finds bindings of ValidatingAdmissionPolicies and MutatingAdmissionPolicies whose `policyName` names a policy that
//! does not exist.
//!
//! ## Why is this bad
//! Nothing is judged, and the binding looks as if it were. Where the input is not said to be all there is
//! (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingAdmissionPolicyBinding
//! metadata: {name: no-latest}
//! spec:
//!   policyName: no-latest
//!   validationActions: [Deny]
//! ```
//!
//! ```yaml,good
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingAdmissionPolicy
//! metadata: {name: no-latest}
//! spec:
//!   matchConstraints:
//!     resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//!   validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
//! ---
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingAdmissionPolicyBinding
//! metadata: {name: no-latest}
//! spec:
//!   policyName: no-latest
//!   validationActions: [Deny]
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::reference::called::ADMISSION;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM009",
        name: "binding-without-admission-policy",
        title: "Binding of an admission policy that is not there",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

const KINDS: [(&str, &str); 2] = [
    ("ValidatingAdmissionPolicyBinding", "ValidatingAdmissionPolicy"),
    ("MutatingAdmissionPolicyBinding", "MutatingAdmissionPolicy"),
];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (binding, policy) in KINDS {
        for binding in inventory.of_kind(ADMISSION, binding) {
            let Some(node) = binding.root().path(&["spec", "policyName"]) else { continue };
            let Some(name) = node.as_str().filter(|name| !name.is_empty()) else { continue };
            let presence = inventory.presence(ADMISSION, policy, None, &name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => {
                    message!("{} `{}` does not exist, so the binding does nothing", policy, name)
                }
                Presence::NotInInput => message!("{} `{}` is not in the input", policy, name),
            };
            sinks.of(binding).at(node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_name() {
        check(
            "ADM009",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec:
  policyName: gone
#             ^^^^ ADM009: ValidatingAdmissionPolicy `gone` is not in the input
  validationActions: [Deny]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-latest}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec:
  policyName: no-latest
  validationActions: [Deny]
"#,
        );
    }
}
