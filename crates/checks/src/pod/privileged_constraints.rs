//! ## What it does
//! Finds OpenShift's SecurityContextConstraints with `allowPrivilegedContainer: true`.
//!
//! ## Why is this bad
//! Everybody who is allowed to use them, by their lists of users and groups or by a role, may run privileged
//! containers: the node is theirs.
//!
//! ## Fix safety
//! Breaking: Pods that are privileged today are refused.
//!
//! ```yaml,bad
//! apiVersion: security.openshift.io/v1
//! kind: SecurityContextConstraints
//! metadata: {name: agents}
//! allowPrivilegedContainer: true
//! ```
//!
//! ```yaml,good
//! apiVersion: security.openshift.io/v1
//! kind: SecurityContextConstraints
//! metadata: {name: agents}
//! allowPrivilegedContainer: false
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::edit::Value;
use model::Object;

use crate::change::Change;
use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD037",
        name: "privileged-constraints",
        title: "SecurityContextConstraints that allow privileged containers",
        severity: Severity::High,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[mitre("T1611")],
        peers: &[kube_linter("scc-deny-privileged-container")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(
        Visits::Kinds(&[
            ("security.openshift.io", "SecurityContextConstraints"),
            ("", "SecurityContextConstraints"),
        ]),
        judge,
    ),
};

fn judge<'a>(constraints: &'a Object, sink: &mut Sink<'a>) {
    let Some(node) = constraints.root().get("allowPrivilegedContainer") else { return };
    if node.as_bool() == Some(true) {
        sink.at(node)
            .say(message!(
                "whoever may use SecurityContextConstraints `{}` may run privileged containers, and so owns the nodes",
                constraints.name()
            ))
            .fix("set allowPrivilegedContainer: false", [Change::Replace(node, Value::Bool(false))]);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn of_openshift() {
        check(
            "POD037",
            r"
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: {name: agents}
allowPrivilegedContainer: true
#                         ^^^^ POD037: whoever may use SecurityContextConstraints `agents` may run privileged containers, and so owns the nodes
",
        );
    }
}
