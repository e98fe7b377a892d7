//! ## What it does
//! Finds probes and lifecycle hooks with a `host`. The verdict is that of the control "Host Probes / Lifecycle Hooks" of the
//! baseline Pod Security Standard, from 1.34 on.
//!
//! ## Why is this bad
//! The kubelet sends the request, from the network of the node, to wherever the pod says: whoever writes pods can knock on
//! doors that only nodes reach, and read from the pod's readiness whether they opened.
//!
//! ## Fix safety
//! Breaking: the probe goes to the pod itself afterwards, which may not answer it.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: api, namespace: shop}
//! spec:
//!   containers:
//!   - name: api
//!     image: registry.example/api:1.4
//!     livenessProbe:
//!       httpGet: {host: 169.254.169.254, port: 80}
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
//!     livenessProbe:
//!       httpGet: {port: 80}
//! ```

use finding::{Rule, Safety, Severity, message};
use manifest::Node;
use model::PodView;
use podsecurity::Violation;

use crate::change::Change;
use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::loopback::is_loopback;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "POD015",
        name: "probe-host",
        title: "Probe sent to another host",
        severity: Severity::Medium,
        fix: Some(Safety::Breaking),
        since: "0.1",
        frameworks: &[pss_baseline("Host Probes / Lifecycle Hooks"), nsa_cisa("Pod security enforcement")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::PodSecurity("hostProbesAndHostLifecycle", judge),
};

fn judge<'a>(pod: PodView<'a>, violation: &Violation<'a>, sink: &mut Sink<'a>) {
    for cause in &violation.causes {
        let container = cause.container.as_deref().unwrap_or_default();
        let host = cause.node.as_str().unwrap_or_default();
        let said = sink
            .cause(cause)
            .say(message!(
                "a probe or hook of container `{}` makes its node send requests to `{}`",
                container,
                host
            ))
            .fix("send it to the pod itself", [Change::Remove(cause.node)]);
        if is_loopback(&host) && has_the_nodes_network(pod) {
            said.at_most(Severity::Low, "the pod has the network of its node, and means itself");
        }
    }
}

fn has_the_nodes_network(pod: PodView<'_>) -> bool {
    pod.spec().get("hostNetwork").and_then(Node::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use finding::Severity;

    use crate::fixture::{check, severities};

    #[test]
    fn probes_and_hooks() {
        check(
            "POD015",
            r#"
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  template:
    spec:
      containers:
      - name: api
        livenessProbe: {tcpSocket: {host: 10.0.0.1, port: 22}}
#                                         ^^^^^^^^ POD015: a probe or hook of container `api` makes its node send requests to `10.0.0.1`
        readinessProbe: {httpGet: {host: "", port: 80}}
"#,
        );
    }

    #[test]
    fn a_pod_that_has_the_network_of_its_node() {
        let pod = |network: bool, host: &str| {
            format!(
                "apiVersion: v1\nkind: Pod\nmetadata: {{name: a, namespace: b}}\nspec: {{hostNetwork: {network}, containers: [{{name: a, livenessProbe: {{tcpSocket: {{host: {host}, port: 80}}}}}}]}}\n"
            )
        };
        assert_eq!(severities("POD015", &pod(true, "127.0.0.1")), [Severity::Low]);
        assert_eq!(severities("POD015", &pod(false, "127.0.0.1")), [Severity::Medium]);
        assert_eq!(severities("POD015", &pod(true, "169.254.169.254")), [Severity::Medium]);
    }
}
