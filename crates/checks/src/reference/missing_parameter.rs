//! ## What it does
//! Finds bindings of ValidatingAdmissionPolicies and MutatingAdmissionPolicies of the input whose `paramRef` names an
//! object that does not exist.
//!
//! ## Why is this bad
//! The policy refuses everything that it matches, or lets it pass where the binding says so. Where the input is not
//! said to be all there is (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
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
//!   paramRef: {name: registries, namespace: policy, parameterNotFoundAction: Deny}
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
//! ---
//! apiVersion: v1
//! kind: ConfigMap
//! metadata: {name: registries, namespace: policy}
//! data: {allowed: registry.example}
//! ```

use finding::{Rule, Severity, message};
use model::{Inventory, Presence, Scope};

use crate::check::{Check, Judge};
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::reference::called::ADMISSION;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF033",
        name: "missing-policy-parameter",
        title: "Admission policy with parameters that are not there",
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
            let reference = spec.get("paramRef");
            let Some((reference, node)) =
                reference.and_then(|reference| Some((reference, reference.get("name")?)))
            else {
                continue;
            };
            let policy = inventory.find(ADMISSION, policy, None, &text(spec, "policyName"));
            let Some(kind) = policy.and_then(|policy| policy.root().path(&["spec", "paramKind"])) else {
                continue;
            };
            let (api_version, kind, name) =
                (text(kind, "apiVersion"), text(kind, "kind"), node.as_str().unwrap_or_default());
            let group = api_version.split_once('/').map_or("", |(group, _)| group);
            let namespace = text(reference, "namespace");
            // Without a namespace it is that of the object which is judged, for kinds that have one.
            if name.is_empty()
                || namespace.is_empty() && inventory.scope(group, &kind) != Some(Scope::Cluster)
            {
                continue;
            }
            let namespace = Some(&*namespace).filter(|namespace| !namespace.is_empty());
            let presence = inventory.presence(group, &kind, namespace, &name);
            let message = match presence {
                Presence::Found(_) | Presence::Implied => continue,
                Presence::Missing => {
                    message!("{} `{}`, which gives the parameters, does not exist", kind, name)
                }
                Presence::NotInInput => {
                    message!("{} `{}`, which gives the parameters, is not in the input", kind, name)
                }
            };
            sinks.of(binding).at(node).say(message).weighed_by(presence);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_kind_and_name() {
        check(
            "REF033",
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
spec:
  policyName: no-latest
  validationActions: [Deny]
  paramRef: {name: registries, namespace: policy, parameterNotFoundAction: Deny}
#                  ^^^^^^^^^^ REF033: ConfigMap `registries`, which gives the parameters, is not in the input
"#,
        );
    }
}
