//! ## What it does
//! Finds objects that lack a field which the API server insists on. Custom resources are compared with their CRD where the input
//! has it.
//!
//! ## Why is this bad
//! The API server refuses the object: a deployment fails in the middle.
//!
//! ## Fix safety
//! There is no fix: only a person knows what belongs there.
//!
//! ```yaml,bad
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: api, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```
//!
//! ```yaml,good
//! apiVersion: rbac.authorization.k8s.io/v1
//! kind: RoleBinding
//! metadata: {name: api, namespace: shop}
//! roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: api}
//! subjects: [{kind: ServiceAccount, name: api, namespace: shop}]
//! ```

use finding::{Rule, Severity, message};
use schema::{Fault, Problem};

use crate::api::refused::Refused;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "API005",
        name: "missing-required-field",
        title: "Required field that is missing",
        severity: Severity::High,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("schema-validation")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Fields(Refused::MissingField, judge),
};

fn judge<'a>(problem: &Problem<'a>, sink: &mut Sink<'a>) {
    let Fault::MissingField(name) = &problem.fault else { return };
    let place = match problem.node.get(name) {
        Some(null) => sink.at(null),
        None => sink.lacking(problem.node, name),
    };
    place.say(message!("`{}` is missing, and the API server insists on it", name));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn what_the_server_insists_on() {
        check(
            "API005",
            r"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
      - image: registry.example/api:1.4
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ API005: `name` is missing, and the API server insists on it
",
        );
    }
}
