//! ## What it does
//! Finds values that are none of those which the field can have: `imagePullPolicy: always`. Custom resources are compared with
//! their CRD where the input has it.
//!
//! ## Why is this bad
//! The API server refuses the object: a deployment fails in the middle.
//!
//! ## Fix safety
//! Needs evidence: only a person knows which value was meant. There is a fix where one is near.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   restartPolicy: never
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
//!   restartPolicy: Never
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//! ```

use std::borrow::Cow;

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use schema::{Fault, Problem};

use crate::api::refused::Refused;
use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "API006",
        name: "unknown-value",
        title: "Value that the field cannot have",
        severity: Severity::High,
        fix: Some(Safety::NeedsEvidence),
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("schema-validation")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Fields(Refused::UnknownValue, judge),
};

/// How many values a message names.
const NAMED: usize = 8;

fn judge<'a>(problem: &Problem<'a>, sink: &mut Sink<'a>) {
    let Fault::UnknownValue { allowed, meant } = &problem.fault else { return };
    let key = problem.node.key().and_then(|key| key.as_str()).unwrap_or(Cow::Borrowed("the item"));
    let said = sink.at(problem.node).say(message!("`{}` must be {}", key, choice(allowed)));
    if let Some(meant) = meant {
        let change = Change::Replace(problem.node, Value::String(meant.to_string()));
        said.fix(format!("set {meant}"), [change]).needs("that this value was meant");
    }
}

/// `one of A, B, C`.
fn choice(allowed: &[Cow<'_, str>]) -> String {
    match allowed {
        [only] => only.to_string(),
        _ if allowed.len() <= NAMED => format!("one of {}", allowed.join(", ")),
        _ => format!("one of {} and {} more", allowed[..NAMED].join(", "), allowed.len() - NAMED),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn none_of_the_values() {
        check(
            "API006",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  dnsPolicy: Cluster
#            ^^^^^^^ API006: `dnsPolicy` must be one of ClusterFirst, ClusterFirstWithHostNet, Default, None
  containers:
  - name: api
    image: registry.example/api:1.4
    imagePullPolicy: always
#                    ^^^^^^ API006: `imagePullPolicy` must be one of Always, IfNotPresent, Never
",
        );
    }
}
