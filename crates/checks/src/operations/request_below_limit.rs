//! ## What it does
//! Finds containers whose request of a resource is below their limit, for the resources that are named. It says nothing
//! until some are.
//!
//! ## Why is this bad
//! What is above the request is not set aside: it is there or not. A container that takes it is among the first to be
//! ended when memory runs short. Where requests equal limits, a Pod is of the class `Guaranteed`.
//!
//! ## Fix safety
//! There is no fix: only measuring says how much is needed.
//!
//! ## Parameters
//! `resources`: those whose request must equal their limit, such as `memory`.
//!
//! ```toml
//! [check.OPS024]
//! resources = ["memory"]
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
//!     resources:
//!       requests: {memory: 128Mi}
//!       limits: {memory: 512Mi}
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
//!     resources:
//!       requests: {memory: 512Mi}
//!       limits: {memory: 512Mi}
//! ```

use finding::{Rule, Severity, message};
use model::ContainerRole;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::operations::quantity::Quantity;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS024",
        name: "request-below-limit",
        title: "Request below its limit",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[
            kube_score("container-cpu-requests-equal-limits"),
            kube_score("container-ephemeral-storage-request-equals-limit"),
            kube_score("container-memory-requests-equal-limits"),
            kube_score("container-resource-requests-equal-limits"),
        ],
    },
    parameters: &[Parameter {
        name: "resources",
        description: "Resources whose request must equal their limit",
        default: DefaultValue::List(&[]),
    }],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let resources = sink.parameters().list("resources");
    if resources.is_empty() || !matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar) {
        return;
    }
    let Some(own) = container.resources else { return };
    for resource in resources {
        let (Some(request), Some(limit)) =
            (own.path(&["requests", resource]), own.path(&["limits", resource]))
        else {
            continue;
        };
        if Quantity::read(request).zip(Quantity::read(limit)).is_some_and(|(request, limit)| request < limit)
        {
            sink.at(request).say(message!(
                "container `{}` may take more {} than is set aside for it",
                container.name(),
                resource
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn of_the_resources_that_are_named() {
        check_configured(
            "OPS024",
            ("resources", ParameterValue::List(vec!["memory".to_owned()])),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - {name: api, resources: {requests: {cpu: 1, memory: 1Mi}, limits: {cpu: 2, memory: 2Mi}}}
#                                                      ^^^ OPS024: container `api` may take more memory than is set aside for it
  - {name: good, resources: {limits: {memory: 2Mi}}}
",
        );
    }
}
