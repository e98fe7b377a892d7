//! ## What it does
//! Finds containers without one of the requests or limits that are named. It says nothing until some are. (Memory and
//! CPU have checks of their own.)
//!
//! ## Why is this bad
//! Without a limit of `ephemeral-storage`, for one, a log or a cache fills the disk of the node, and the kubelet evicts
//! whatever is there.
//!
//! ## Fix safety
//! There is no fix: only measuring says how much is needed.
//!
//! ## Parameters
//! `amounts`: those that containers must have, such as `limits.ephemeral-storage`.
//!
//! ```toml
//! [check.OPS025]
//! amounts = ["limits.ephemeral-storage"]
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
//!       limits: {memory: 512Mi, ephemeral-storage: 1Gi}
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::ContainerRole;

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS025",
        name: "missing-amount",
        title: "Request or limit that is wanted here",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_score("container-ephemeral-storage-request-and-limit")],
    },
    parameters: &[Parameter {
        name: "amounts",
        description: "Requests and limits that containers must have",
        default: DefaultValue::List(&[]),
    }],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let amounts = sink.parameters().list("amounts");
    if amounts.is_empty() || !matches!(container.role(), ContainerRole::Main | ContainerRole::Sidecar) {
        return;
    }
    for amount in amounts {
        let Some((bound, resource)) = amount.split_once('.') else { continue };
        if container.resources.and_then(|own| own.path(&[bound, resource])).is_none_or(Node::is_null) {
            sink.absent(container.node(), "resources").say(message!(
                "container `{}` has no `{}`, which is wanted here",
                container.name(),
                amount
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn of_main_containers() {
        check_configured(
            "OPS025",
            ("amounts", ParameterValue::List(vec!["limits.ephemeral-storage".to_owned()])),
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  initContainers:
  - {name: prepare}
  containers:
  - {name: api, resources: {limits: {memory: 2Mi}}}
#                          ^^^^^^^^^^^^^^^^^^^^^^^ OPS025: container `api` has no `limits.ephemeral-storage`, which is wanted here
  - {name: good, resources: {limits: {ephemeral-storage: 2Mi}}}
",
        );
    }
}
