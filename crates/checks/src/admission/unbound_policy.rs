//! ## What it does
//! Finds ValidatingAdmissionPolicies and MutatingAdmissionPolicies that no binding names.
//!
//! ## Why is this bad
//! A policy judges nothing before a binding puts it in force. Where the input is not said to be all there is
//! (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is info.
//!
//! ## Fix safety
//! There is no fix: only a person knows where it is to be in force.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingAdmissionPolicy
//! metadata: {name: no-latest}
//! spec:
//!   matchConstraints:
//!     resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
//!   validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
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

use std::borrow::Cow;

use finding::{Rule, Severity, message};
use model::Inventory;
use rustc_hash::FxHashSet;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::reference::called::ADMISSION;
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM008",
        name: "admission-policy-without-binding",
        title: "Admission policy that is in force nowhere",
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
    ("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
    ("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"),
];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for (policy, binding) in KINDS {
        let bound: FxHashSet<Cow<'_, str>> = inventory
            .of_kind(ADMISSION, binding)
            .filter_map(|binding| binding.root().path(&["spec", "policyName"])?.as_str())
            .collect();
        for policy in inventory.of_kind(ADMISSION, policy).filter(|policy| !bound.contains(policy.name())) {
            let place = policy.metadata().unwrap_or(policy.root());
            let sink = sinks.of(policy);
            if inventory.options().complete {
                sink.at(place).say(message!(
                    "no binding puts {} `{}` in force",
                    policy.kind(),
                    policy.name()
                ));
            } else {
                sink.at(place)
                    .say(message!(
                        "no binding in the input puts {} `{}` in force",
                        policy.kind(),
                        policy.name()
                    ))
                    .at_most(Severity::Info, NOT_IN_INPUT);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::{check, check_complete};

    #[test]
    fn by_name() {
        check(
            "ADM008",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-latest}
#         ^^^^^^^^^^^^^^^^^ ADM008: no binding in the input puts ValidatingAdmissionPolicy `no-latest` in force
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: bound}
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec:
  policyName: bound
  validationActions: [Deny]
"#,
        );
    }

    #[test]
    fn certain() {
        check_complete(
            "ADM008",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-latest}
#         ^^^^^^^^^^^^^^^^^ ADM008: no binding puts ValidatingAdmissionPolicy `no-latest` in force
spec:
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
"#,
        );
    }
}
