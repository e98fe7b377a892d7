//! ## What it does
//! Finds bindings without a `paramRef` to ValidatingAdmissionPolicies and MutatingAdmissionPolicies of the input that
//! take parameters (`paramKind`), and bindings whose `parameterNotFoundAction` is `Allow`.
//!
//! ## Why is this bad
//! Without parameters the expressions cannot be evaluated: everything is refused, or let in where the policy fails
//! open. With `Allow`, whoever may delete the parameters switches the policy off.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingAdmissionPolicy
//! metadata: {name: no-latest}
//! spec:
//!   paramKind: {apiVersion: v1, kind: ConfigMap}
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
//!
//! ```yaml,good
//! apiVersion: admissionregistration.k8s.io/v1
//! kind: ValidatingAdmissionPolicy
//! metadata: {name: no-latest}
//! spec:
//!   paramKind: {apiVersion: v1, kind: ConfigMap}
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
//!   paramRef: {name: registries, namespace: policy, parameterNotFoundAction: Deny}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::reference::called::ADMISSION;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM011",
        name: "admission-policy-without-parameters",
        title: "Admission policy whose parameters nobody gives",
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
            let Some(spec) = binding.root().get("spec") else { continue };
            let name = text(spec, "policyName");
            if let Some(reference) = spec.get("paramRef").filter(|reference| !reference.is_null()) {
                if text(reference, "parameterNotFoundAction") == "Allow"
                    && let Some(node) = reference.get("parameterNotFoundAction")
                {
                    sinks.of(binding).at(node).say(message!(
                        "policy `{}` lets everything pass once its parameters are deleted",
                        name
                    ));
                }
                continue;
            }
            let policy = inventory.find(ADMISSION, policy, None, &name);
            let kind = policy.and_then(|policy| policy.root().path(&["spec", "paramKind"]));
            if let (Some(policy), Some(kind)) = (policy, kind.filter(|kind| !kind.is_null())) {
                sinks
                    .of(binding)
                    .absent(spec, "paramRef")
                    .say(message!("policy `{}` takes parameters, but the binding gives none", name))
                    .related("what it takes", policy, kind);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn none_and_deletable() {
        check(
            "ADM011",
            r#"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-latest}
spec:
  paramKind: {apiVersion: v1, kind: ConfigMap}
  matchConstraints:
    resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
  validations: [{expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))"}]
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec: {policyName: no-latest, validationActions: [Deny]}
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ADM011: policy `no-latest` takes parameters, but the binding gives none
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec:
  policyName: no-latest
  validationActions: [Deny]
  paramRef: {name: a, parameterNotFoundAction: Allow}
#                                              ^^^^^ ADM011: policy `no-latest` lets everything pass once its parameters are deleted
"#,
        );
    }
}
