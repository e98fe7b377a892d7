//! ## What it does
//! Finds objects of an API version that the Kubernetes version to judge by (`--kubernetes-version`) no longer has.
//!
//! ## Why is this bad
//! The API server refuses the object: a deployment fails in the middle, or an upgrade of the cluster leaves nobody able to
//! change it.
//!
//! ## Fix safety
//! Needs evidence: the new version may have other fields and other defaults. Where the replacement is another group, kind or
//! version of the same fields, changing `apiVersion` is enough.
//!
//! ```yaml,bad
//! apiVersion: policy/v1beta1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec: {minAvailable: 1}
//! ```
//!
//! ```yaml,good
//! apiVersion: policy/v1
//! kind: PodDisruptionBudget
//! metadata: {name: api, namespace: shop}
//! spec: {minAvailable: 1}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Inventory;
use schema::{State, lifecycle};

use crate::api::successor::{advice, successor};
use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "API001",
        name: "removed-api-version",
        title: "API version that is gone",
        severity: Severity::High,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Upgrading and application security practices")],
        peers: &[
            kubeaudit("deprecatedapis"),
            kube_linter("no-extensions-v1beta"),
            kube_score("stable-version"),
            popeye("POP-403"),
            trivy("KSV-0107"),
        ],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let version = inventory.options().version;
    for object in inventory.objects() {
        let kind = object.gvk();
        let Some(life) = lifecycle(&kind.group, &kind.version, &kind.kind) else { continue };
        if life.state_at(version) != State::Removed {
            continue;
        }
        let Some(node) = object.root().get("apiVersion") else { continue };
        let message = message!(
            "Kubernetes {} has no {} in {} any more{}",
            life.removed.unwrap_or(version),
            life.kind,
            kind.api_version(),
            advice(life, version)
        );
        let said = sinks.of(object).at(node).say(message);
        if let Some(new) = successor(life, version) {
            said.fix(format!("set apiVersion: {new}"), [Change::Replace(node, Value::String(new))])
                .needs("that the new version has the same fields and defaults where the object uses them");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_the_newest_version() {
        check(
            "API001",
            r"
apiVersion: policy/v1beta1
#           ^^^^^^^^^^^^^^ API001: Kubernetes v1.25 has no PodDisruptionBudget in policy/v1beta1 any more: use policy/v1
kind: PodDisruptionBudget
metadata: {name: api, namespace: shop}
spec: {minAvailable: 1}
---
apiVersion: flowcontrol.apiserver.k8s.io/v1beta1
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ API001: Kubernetes v1.26 has no FlowSchema in flowcontrol.apiserver.k8s.io/v1beta1 any more: use flowcontrol.apiserver.k8s.io/v1
kind: FlowSchema
metadata: {name: api}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api, namespace: shop}
spec: {minAvailable: 1}
",
        );
    }
}
