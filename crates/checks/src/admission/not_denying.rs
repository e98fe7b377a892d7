//! ## What it does
//! Finds bindings of ValidatingAdmissionPolicies whose `validationActions` lack `Deny`.
//!
//! ## Why is this bad
//! What breaks the policy is let in; a line in the audit log or a warning to whoever looks is all there is. That is
//! meant for the time of trial.
//!
//! ## Fix safety
//! Breaking: from then on objects that break the policy are refused.
//!
//! ```yaml,bad
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
//!   validationActions: [Warn, Audit]
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
//!   validationActions: [Deny, Audit]
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::field::{strings, text};
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "ADM010",
        name: "admission-policy-that-only-warns",
        title: "Admission policy that refuses nothing",
        severity: Severity::Info,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding")]),
        judge,
    ),
};

fn judge<'a>(binding: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = binding.root().get("spec") else { return };
    let Some(actions) = spec.get("validationActions") else { return };
    let mut named = strings(spec, "validationActions").peekable();
    if named.peek().is_none() || named.any(|(_, action)| action == "Deny") {
        return;
    }
    // Deny and Warn exclude each other (`validateValidationActions`).
    let rest = strings(spec, "validationActions").filter(|(_, action)| action != "Warn");
    let deny = std::iter::once(Value::String("Deny".to_owned()));
    let value = deny.chain(rest.map(|(_, action)| Value::String(action.into_owned()))).collect();
    sink.at(actions)
        .say(message!("the binding lets in what breaks policy `{}`", text(spec, "policyName")))
        .fix("refuse what breaks the policy", [Change::Replace(actions, Value::Sequence(value))]);
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn any_but_deny() {
        check(
            "ADM010",
            r"
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec:
  policyName: no-latest
  validationActions: [Warn]
#                    ^^^^^^ ADM010: the binding lets in what breaks policy `no-latest`
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata: {name: no-latest}
spec:
  policyName: no-latest
  validationActions: [Deny]
",
        );
    }
}
