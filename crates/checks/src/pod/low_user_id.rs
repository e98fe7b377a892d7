//! ## What it does
//! Finds containers that run as a user below a number, other than root. It says nothing until the number is set, and
//! nothing of Pods with a user namespace of their own.
//!
//! ## Why is this bad
//! A program that gets out of its container is on the node the user that it was inside. Nodes give low numbers to their
//! own users.
//!
//! ## Fix safety
//! There is no fix: files in the image and in volumes belong to the user that it has.
//!
//! ## Parameters
//! `minimum`: the lowest user that containers may run as, such as 10000.
//!
//! ```toml
//! [check.POD030]
//! minimum = 10000
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       runAsUser: 1000
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     securityContext:
//!       runAsUser: 20000
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD030",
        name: "low-user-id",
        title: "User that the node may have, too",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            checkov("CKV_K8S_40"),
            kube_score("container-security-context-user-group-id"),
            trivy("KSV-0020"),
        ],
    },
    parameters: &[Parameter {
        name: "minimum",
        description: "The lowest user that containers may run as",
        default: DefaultValue::Int(0),
    }],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let minimum = sink.parameters().int("minimum");
    if minimum <= 0 {
        return;
    }
    let effective = container.container().effective();
    if effective.windows || effective.user_namespace.value {
        return;
    }
    match (effective.run_as_user.value, effective.run_as_user.node) {
        // The check of root speaks of 0.
        (Some(user), Some(node)) if user > 0 && user < minimum => {
            sink.at(node).say(message!(
                "container `{}` runs as user {}, which may be somebody on its node",
                container.name(),
                user
            ));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn as_it_holds_for_the_container() {
        check_configured(
            "POD030",
            ("minimum", ParameterValue::Int(10000)),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  securityContext: {runAsUser: 1000}
#                              ^^^^ POD030: container `api` runs as user 1000, which may be somebody on its node
  containers:
  - {name: api}
  - {name: high, securityContext: {runAsUser: 20000}}
  - {name: root, securityContext: {runAsUser: 0}}
",
        );
    }
}
