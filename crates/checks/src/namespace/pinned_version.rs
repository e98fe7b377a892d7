//! ## What it does
//! Finds Namespaces whose `enforce-version`, `audit-version` or `warn-version` of Pod Security is no version, or is
//! more than three minor versions older than the Kubernetes that is judged by.
//!
//! ## Why is this bad
//! The level is judged as it was then: what has been found to give away the node since is let in. A value that is no
//! version counts as the newest for some modes and refuses the label for others.
//!
//! ## Fix safety
//! Needs evidence: the newest version refuses Pods that an older one lets in. `seawall pss` says whether there are any.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels:
//!     pod-security.kubernetes.io/enforce: baseline
//!     pod-security.kubernetes.io/enforce-version: v1.24
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels:
//!     pod-security.kubernetes.io/enforce: baseline
//!     pod-security.kubernetes.io/enforce-version: latest
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Inventory;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NSP006",
        name: "outdated-pod-security-version",
        title: "Namespace with an old version of a Pod Security level",
        severity: Severity::Low,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Pod security enforcement")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

/// Kubernetes keeps a minor version for a little more than a year: three of them.
const SUPPORTED: u16 = 3;

const LABELS: [&str; 3] = [
    "pod-security.kubernetes.io/enforce-version",
    "pod-security.kubernetes.io/audit-version",
    "pod-security.kubernetes.io/warn-version",
];

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let judged_by = inventory.options().version;
    for namespace in inventory.of_kind("", "Namespace") {
        for label in LABELS.into_iter().filter_map(|label| namespace.label(label)) {
            let Some(written) = label.as_str().filter(|written| written != "latest") else { continue };
            let message = match minor(&written) {
                Some(minor) if minor.saturating_add(SUPPORTED) >= judged_by.minor => continue,
                Some(_) => message!(
                    "the level is judged as Kubernetes {} did, which nobody maintains any more",
                    written
                ),
                None => message!("`{}` is no version of Pod Security: expected v1.N or latest", written),
            };
            sinks
                .of(namespace)
                .at(label)
                .say(message)
                .fix(
                    "judge by the latest version",
                    [Change::Replace(label, Value::String("latest".to_owned()))],
                )
                .needs("that every Pod of the namespace is within the level of the latest version");
        }
    }
}

/// `v1.24` (`ParseVersion` of `k8s.io/pod-security-admission`).
fn minor(version: &str) -> Option<u16> {
    version.strip_prefix("v1.")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn old_and_nonsense() {
        check(
            "NSP006",
            r"
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce-version: v1.24
#                                               ^^^^^ NSP006: the level is judged as Kubernetes v1.24 did, which nobody maintains any more
    pod-security.kubernetes.io/audit-version: latest
    pod-security.kubernetes.io/warn-version: newest
#                                            ^^^^^^ NSP006: `newest` is no version of Pod Security: expected v1.N or latest
---
apiVersion: v1
kind: Namespace
metadata:
  name: new
  labels: {pod-security.kubernetes.io/enforce-version: v1.36}
",
        );
    }
}
