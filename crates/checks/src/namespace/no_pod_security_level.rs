//! ## What it does
//! Finds Namespaces without the label `pod-security.kubernetes.io/enforce`, or with the value `privileged`, or with
//! one that is no level.
//!
//! ## Why is this bad
//! Without a level Pod Security admission lets everything in that the cluster's default lets in, which is everything
//! unless somebody configured it: whoever may create a Pod in the namespace may create one that owns its node.
//! Namespaces of the cluster itself (`kube-system` and the like) are left alone.
//!
//! ## Fix safety
//! Needs evidence: enforcing the baseline level refuses Pods that break it. `seawall pss --level baseline` says
//! whether there are any.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   labels:
//!     pod-security.kubernetes.io/enforce: restricted
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

const ENFORCE: &str = "pod-security.kubernetes.io/enforce";

/// Namespaces whose Pods belong to the cluster itself.
pub(crate) const OF_THE_CLUSTER: [&str; 3] = ["kube-system", "kube-public", "kube-node-lease"];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NSP001",
        name: "namespace-without-pod-security-level",
        title: "Namespace enforces no Pod Security level",
        severity: Severity::Medium,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[nsa_cisa("Pod security enforcement"), cis("5.2.1")],
        peers: &[kubescape("C-0192")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Namespace")]), judge),
};

fn judge<'a>(namespace: &'a Object, sink: &mut Sink<'a>) {
    if OF_THE_CLUSTER.contains(&namespace.name()) {
        return;
    }
    let said = match namespace.label(ENFORCE).filter(|label| !label.is_null()) {
        None => {
            let Some(metadata) = namespace.metadata() else { return };
            let place = match metadata.get("labels") {
                Some(labels) => sink.absent_key(labels, ENFORCE),
                None => sink.absent(metadata, "labels"),
            };
            place.say(message!(
                "namespace `{}` enforces no Pod Security level, so it takes in Pods that own their node",
                namespace.name()
            ))
        }
        Some(label) => match label.as_str().as_deref() {
            Some("baseline" | "restricted") => return,
            Some("privileged") => sink
                .at(label)
                .say(message!(
                    "namespace `{}` takes in every Pod, also those that own their node",
                    namespace.name()
                ))
                .at_most(Severity::Low, "somebody decided so"),
            _ => sink.at(label).say(message!(
                "namespace `{}` has a Pod Security level that is none of privileged, baseline and restricted",
                namespace.name()
            )),
        },
    };
    let change = enforce(namespace);
    said.fix("enforce the baseline level", change)
        .needs("that every Pod of the namespace is within the baseline level");
}

fn enforce(namespace: &Object) -> Option<Change<'_>> {
    let metadata = namespace.metadata()?;
    let level = Value::String("baseline".to_owned());
    Some(match (metadata.get("labels"), namespace.label(ENFORCE)) {
        (_, Some(label)) => Change::Replace(label, level),
        (Some(labels), None) => Change::Insert(labels, ENFORCE, level),
        (None, None) => Change::Insert(metadata, "labels", Value::Mapping(vec![(ENFORCE.to_owned(), level)])),
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn none_privileged_and_nonsense() {
        check(
            "NSP001",
            r"
apiVersion: v1
kind: Namespace
metadata: {name: shop}
#         ^^^^^^^^^^^^ NSP001: namespace `shop` enforces no Pod Security level, so it takes in Pods that own their node
---
apiVersion: v1
kind: Namespace
metadata:
  name: open
  labels:
    pod-security.kubernetes.io/enforce: privileged
#                                       ^^^^^^^^^^ NSP001: namespace `open` takes in every Pod, also those that own their node
---
apiVersion: v1
kind: Namespace
metadata:
  name: mistyped
  labels:
    pod-security.kubernetes.io/enforce: Baseline
#                                       ^^^^^^^^ NSP001: namespace `mistyped` has a Pod Security level that is none of privileged, baseline and restricted
---
apiVersion: v1
kind: Namespace
metadata: {name: kube-system}
",
        );
    }
}
