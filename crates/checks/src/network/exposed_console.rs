//! ## What it does
//! Finds Services of the type LoadBalancer or NodePort that lead to a program which is known to show or change the
//! cluster without asking who is there, or with a weak log-in: consoles, dashboards, workflow engines.
//!
//! ## Why is this bad
//! Such programs are made for use inside: whoever finds the address reads what the cluster is made of, and often runs
//! containers in it. Clusters were taken over this way again and again.
//!
//! ## Fix safety
//! There is no fix: put a proxy with a log-in in front, and make the Service one of the type ClusterIP.
//!
//! ## Parameters
//! `images`: the last parts of the names of their images.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: metrics, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   selector: {app: metrics}
//!   ports: [{port: 9090}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: metrics, namespace: shop, labels: {app: metrics}}
//! spec: {containers: [{name: metrics, image: "quay.io/prometheus/prometheus:v3.1.0"}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: metrics, namespace: shop}
//! spec:
//!   type: ClusterIP
//!   selector: {app: metrics}
//!   ports: [{port: 9090}]
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata: {name: metrics, namespace: shop, labels: {app: metrics}}
//! spec: {containers: [{name: metrics, image: "quay.io/prometheus/prometheus:v3.1.0"}]}
//! ```

use finding::{Rule, Severity, message};
use model::{Container, Inventory};

use crate::check::{Check, DefaultValue, Judge, Parameter};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET025",
        name: "exposed-console",
        title: "Console that a Service opens to the outside",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1133")],
        peers: &[kubescape("C-0021")],
    },
    parameters: &[Parameter {
        name: "images",
        description: "The last parts of the names of images of consoles",
        default: DefaultValue::List(&[
            "alertmanager",
            "argocli",
            "cadvisor",
            "dashboard",
            "dashboard-web",
            "headlamp",
            "jenkins",
            "kubernetes-dashboard-amd64",
            "nifi",
            "octant",
            "portainer",
            "portainer-ce",
            "prometheus",
            "redis-commander",
            "rook-ceph-dashboard",
            "scope",
            "weave-scope",
        ]),
    }],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    for service in inventory.of_kind("", "Service") {
        let Some(kind) = service.root().path(&["spec", "type"]) else { continue };
        if !matches!(kind.as_str().as_deref(), Some("LoadBalancer" | "NodePort")) {
            continue;
        }
        let sink = sinks.of(service);
        let images = sink.parameters().list("images");
        let is_console = |container: &Container<'_>| {
            let image = text(container.node(), "image");
            images.iter().any(|console| last_part(&image) == console)
        };
        let pods = inventory.selected_by(service);
        if let Some(console) = pods.into_iter().flat_map(|pod| pod.containers()).find(is_console) {
            sink.at(kind)
                .say(message!(
                    "Service `{}` opens the console `{}` to the outside",
                    service.name(),
                    last_part(&text(console.node(), "image"))
                ))
                .related("the console", console.pod().object(), console.node());
        }
    }
}

/// `prometheus` of `quay.io/prometheus/prometheus:v3.1.0@sha256:…`.
fn last_part(image: &str) -> &str {
    let name = image.split('@').next().unwrap_or_default();
    let last = name.rsplit('/').next().unwrap_or_default();
    last.split(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_image() {
        check(
            "NET025",
            r#"
apiVersion: v1
kind: Service
metadata: {name: metrics, namespace: shop}
spec:
  type: NodePort
#       ^^^^^^^^ NET025: Service `metrics` opens the console `prometheus` to the outside
  selector: {app: metrics}
  ports: [{port: 9090}]
---
apiVersion: v1
kind: Pod
metadata: {name: metrics, namespace: shop, labels: {app: metrics}}
spec: {containers: [{name: metrics, image: "quay.io/prometheus/prometheus:v3.1.0"}]}
---
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec:
  type: NodePort
  selector: {app: other}
  ports: [{port: 9090}]
---
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: shop, labels: {app: other}}
spec: {containers: [{name: other, image: "quay.io/prometheus/node-exporter:v3.1.0"}]}
"#,
        );
    }
}
