//! ## What it does
//! Finds endpoints of ServiceMonitors whose `port` no selected Service has, and of PodMonitors whose `port` no
//! container of the selected Pods declares.
//!
//! ## Why is this bad
//! Nothing is measured, and no alert that rests on it ever fires.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: monitoring.coreos.com/v1
//! kind: ServiceMonitor
//! metadata: {name: api, namespace: monitoring}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   namespaceSelector: {matchNames: [shop]}
//!   endpoints: [{port: http}]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec: {selector: {app: api}, ports: [{name: metrics, port: 9090}]}
//! ```
//!
//! ```yaml,good
//! apiVersion: monitoring.coreos.com/v1
//! kind: ServiceMonitor
//! metadata: {name: api, namespace: monitoring}
//! spec:
//!   selector: {matchLabels: {app: api}}
//!   namespaceSelector: {matchNames: [shop]}
//!   endpoints: [{port: metrics}]
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop, labels: {app: api}}
//! spec: {selector: {app: api}, ports: [{name: metrics, port: 9090}]}
//! ```

use finding::{Rule, Severity, message};
use model::Inventory;

use crate::check::{Check, Judge};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::items;
use crate::reference::monitor::Monitors;
use crate::sink::Sinks;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF026",
        name: "missing-monitor-port",
        title: "Monitor of a port that nobody has",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[kube_linter("dangling-servicemonitor")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Inventory(judge),
};

fn judge<'a>(inventory: &'a Inventory, sinks: &mut Sinks<'a>) {
    let mut monitors = Monitors::new(inventory);
    for (kind, endpoints) in [("ServiceMonitor", "endpoints"), ("PodMonitor", "podMetricsEndpoints")] {
        for monitor in inventory.of_kind("monitoring.coreos.com", kind) {
            let Some(targets) = monitors.targets(monitor).filter(|targets| !targets.is_empty()) else {
                continue;
            };
            let Some(spec) = monitor.root().get("spec") else { continue };
            for port in items(spec, endpoints).filter_map(|endpoint| endpoint.get("port")) {
                let Some(name) = port.as_str().filter(|name| !name.is_empty()) else { continue };
                if targets.iter().any(|target| target.has_port(&name)) {
                    continue;
                }
                let Some(first) = targets.first() else { continue };
                sinks
                    .of(monitor)
                    .at(port)
                    .say(message!(
                        "nothing that {} `{}` selects has a port `{}`",
                        monitor.kind(),
                        monitor.name(),
                        name
                    ))
                    .related("the first that it selects", first.object(), first.node());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn by_name() {
        check(
            "REF026",
            r"
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
  namespaceSelector: {matchNames: [shop]}
  endpoints: [{port: metrics}]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
  namespaceSelector: {matchNames: [shop]}
  endpoints: [{port: http}]
#                    ^^^^ REF026: nothing that ServiceMonitor `web` selects has a port `http`
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {selector: {app: api}, ports: [{name: metrics, port: 9090}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {containers: [{name: api, ports: [{name: probe, containerPort: 9090}]}]}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: pods, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
  namespaceSelector: {matchNames: [shop]}
  podMetricsEndpoints: [{port: metrics}]
#                              ^^^^^^^ REF026: nothing that PodMonitor `pods` selects has a port `metrics`
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: other, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
  namespaceSelector: {matchNames: [shop]}
  podMetricsEndpoints: [{port: probe}]
",
        );
    }
}
