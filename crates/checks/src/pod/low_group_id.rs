//! ## What it does
//! Finds containers that run in a group below a number, other than root. It says nothing until the number is set, and
//! nothing of Pods with a user namespace of their own.
//!
//! ## Why is this bad
//! A program that gets out of its container may do on the node what the group of that number may do there.
//!
//! ## Fix safety
//! There is no fix: files in the image and in volumes belong to the group that it has.
//!
//! ## Parameters
//! `minimum`: the lowest group that containers may run in, such as 10000.
//!
//! ```toml
//! [check.POD031]
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
//!       runAsGroup: 1000
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
//!       runAsGroup: 20000
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD031",
        name: "low-group-id",
        title: "Group that the node may have, too",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("container-security-context-user-group-id"), trivy("KSV-0021")],
    },
    parameters: &[Parameter {
        name: "minimum",
        description: "The lowest group that containers may run in",
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
    match (effective.run_as_group.value, effective.run_as_group.node) {
        (Some(group), Some(node)) if group > 0 && group < minimum => {
            sink.at(node).say(message!(
                "container `{}` runs in group {}, which may be one of its node",
                container.name(),
                group
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
            "POD031",
            ("minimum", ParameterValue::Int(10000)),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  securityContext: {runAsGroup: 20000}
  containers:
  - {name: api}
  - {name: low, securityContext: {runAsGroup: 12}}
#                                             ^^ POD031: container `low` runs in group 12, which may be one of its node
",
        );
    }
}
