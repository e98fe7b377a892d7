//! ## What it does
//! Finds containers that request more of a resource than their limit allows.
//!
//! ## Why is this bad
//! There is no Pod: the API server refuses it.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two is meant.
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
//!       requests: {memory: 1Gi}
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
//!       limits: {memory: 0.5Gi}
//! ```

use finding::{Rule, Severity, message};

use crate::check::{Check, Judge};
use crate::container::ContainerFields;
use crate::context::EVERYWHERE;
use crate::operations::quantity::Quantity;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS023",
        name: "request-above-limit",
        title: "Request above its limit",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Container(judge),
};

fn judge<'a>(container: &ContainerFields<'a>, sink: &mut Sink<'a>) {
    let Some(resources) = container.resources else { return };
    let (Some(requests), Some(limits)) = (resources.get("requests"), resources.get("limits")) else { return };
    for entry in requests.entries() {
        let Some(limit) = limits.get(&entry.name()) else { continue };
        let (Some(request), Some(most)) = (Quantity::read(entry.value), Quantity::read(limit)) else {
            continue;
        };
        if request > most {
            sink.at(entry.value)
                .say(message!(
                    "container `{}` asks for more {} than its limit allows, so the API server refuses it",
                    container.name(),
                    entry.name()
                ))
                .related("the limit", container.pod().object(), limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_amount_and_not_by_text() {
        check(
            "OPS023",
            r"
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
  - name: api
    resources:
      requests: {cpu: 1.5, memory: 128Mi, ephemeral-storage: 1G}
#                     ^^^ OPS023: container `api` asks for more cpu than its limit allows, so the API server refuses it
#                                                            ^^ OPS023: container `api` asks for more ephemeral-storage than its limit allows, so the API server refuses it
      limits: {cpu: 1499m, memory: 134217728, ephemeral-storage: 0.9Gi}
",
        );
    }
}
