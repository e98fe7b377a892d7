//! ## What it does
//! Finds objects of an API version that the Kubernetes version to judge by (`--kubernetes-version`) still has but warns of.
//!
//! ## Why is this bad
//! A later version of Kubernetes refuses the object. It is easier to change it before than in the middle of an upgrade.
//!
//! ## Fix safety
//! Needs evidence: the new version may have other fields and other defaults. Where the replacement is another group, kind or
//! version of the same fields, changing `apiVersion` is enough.
//!
//! ```yaml,bad
//! apiVersion: resource.k8s.io/v1beta2
//! kind: DeviceClass
//! metadata: {name: gpu}
//! spec: {}
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Endpoints
//! metadata: {name: api, namespace: shop}
//! ```
//!
//! ```yaml,good
//! apiVersion: resource.k8s.io/v1
//! kind: DeviceClass
//! metadata: {name: gpu}
//! spec: {}
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
        id: "API002",
        name: "deprecated-api-version",
        title: "API version that will go",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Upgrading and application security practices")],
        peers: &[
            kubeaudit("deprecatedapis"),
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
        if life.state_at(version) != State::Deprecated {
            continue;
        }
        let Some(node) = object.root().get("apiVersion") else { continue };
        let message = match life.removed {
            Some(removed) => message!(
                "{} of {} is deprecated and gone from Kubernetes {} on{}",
                kind.api_version(),
                life.kind,
                removed,
                advice(life, version)
            ),
            None => {
                message!("{} of {} is deprecated{}", kind.api_version(), life.kind, advice(life, version))
            }
        };
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
    fn still_served() {
        check(
            "API002",
            r"
apiVersion: v1
#           ^^ API002: v1 of Endpoints is deprecated: use EndpointSlice of discovery.k8s.io/v1
kind: Endpoints
metadata: {name: api, namespace: shop}
",
        );
    }
}
