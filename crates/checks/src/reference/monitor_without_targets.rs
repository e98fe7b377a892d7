//! ## What it does
//! Finds ServiceMonitors that select no Service, and PodMonitors that select no Pod and no pod template, of the
//! namespaces that they look at.
//!
//! ## Why is this bad
//! Nothing is measured, and no alert that rests on it ever fires. Where the input is not said to be all there is
//! (`--complete`, a snapshot, a live cluster), it may stand elsewhere, and the severity is low.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: monitoring.coreos.com/v1
//! kind: ServiceMonitor
//! metadata: {name: api, namespace: monitoring}
//! spec:
//!   selector: {matchLabels: {app: web}}
//!   namespaceSelector: {matchNames: [shop]}
//!   endpoints: [{port: metrics}]
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
use crate::reference::monitor::Monitors;
use crate::sink::{NOT_IN_INPUT, Sinks};

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "REF025",
        name: "monitor-without-targets",
        title: "Monitor of nothing",
        severity: Severity::Low,
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
    for (monitor, what) in [("ServiceMonitor", "Service"), ("PodMonitor", "Pod")] {
        for monitor in inventory.of_kind("monitoring.coreos.com", monitor) {
            let Some(selector) = monitor.root().path(&["spec", "selector"]) else { continue };
            if monitors.targets(monitor).is_none_or(|targets| !targets.is_empty()) {
                continue;
            }
            let sink = sinks.of(monitor);
            if inventory.options().complete {
                sink.at(selector).say(message!(
                    "{} `{}` selects no {}",
                    monitor.kind(),
                    monitor.name(),
                    what
                ));
            } else {
                sink.at(selector)
                    .say(message!("{} `{}` selects no {} in the input", monitor.kind(), monitor.name(), what))
                    .at_most(Severity::Low, NOT_IN_INPUT);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn namespaces_and_labels() {
        check(
            "REF025",
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
  selector: {matchLabels: {app: web}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ REF025: ServiceMonitor `web` selects no Service in the input
  namespaceSelector: {matchNames: [shop]}
  endpoints: [{port: metrics}]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: here, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ REF025: ServiceMonitor `here` selects no Service in the input
  endpoints: [{port: metrics}]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: anywhere, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
  namespaceSelector: {any: true}
  endpoints: [{port: metrics}]
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: pods, namespace: monitoring}
spec:
  selector: {matchLabels: {app: api}}
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ REF025: PodMonitor `pods` selects no Pod in the input
  namespaceSelector: {matchNames: [shop]}
  podMetricsEndpoints: [{port: metrics}]
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {selector: {app: api}, ports: [{name: metrics, port: 9090}]}
",
        );
    }
}
