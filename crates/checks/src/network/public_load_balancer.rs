//! ## What it does
//! Finds Services of the type LoadBalancer without `loadBalancerSourceRanges`, or with all addresses among them. Those
//! whose annotations ask for an internal load balancer, or restrict it in the provider's own way, are left alone.
//!
//! ## Why is this bad
//! Most providers give it a public address: the whole Internet reaches the Pods. That is meant for the one way in; for
//! databases, queues and consoles it rarely is.
//!
//! ## Fix safety
//! There is no fix: only a person knows from where requests come.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   selector: {app: web}
//!   ports: [{port: 443}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   selector: {app: web}
//!   ports: [{port: 443}]
//!   loadBalancerSourceRanges: [198.51.100.0/24]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::{strings, text};
use crate::network::direction::is_everywhere;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET014",
        name: "public-load-balancer",
        title: "Load balancer for everybody",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies"), mitre("T1190")],
        peers: &[kube_linter("exposed-services"), kubescape("C-0256"), popeye("POP-1103")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Service")]), judge),
};

fn judge<'a>(service: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = service.root().get("spec").filter(|spec| text(*spec, "type") == "LoadBalancer") else {
        return;
    };
    let mut ranges = strings(spec, "loadBalancerSourceRanges").peekable();
    let said = if ranges.peek().is_some() {
        ranges.find(|(_, range)| is_everywhere(range)).map(|(node, _)| sink.at(node))
    } else if is_restricted(service) {
        None
    } else {
        Some(sink.absent(spec, "loadBalancerSourceRanges"))
    };
    if let Some(place) = said {
        place.say(message!(
            "the load balancer of Service `{}` takes requests from every address",
            service.name()
        ));
    }
}

/// Whether an annotation of the provider asks for an internal load balancer, or says who may reach it.
fn is_restricted(service: &Object) -> bool {
    let annotations = service.root().path(&["metadata", "annotations"]);
    annotations.into_iter().flat_map(Node::entries).any(|entry| {
        let key = entry.name().to_ascii_lowercase();
        let value = entry.value.as_str().unwrap_or_default().to_ascii_lowercase();
        key.contains("load-balancer") && ["internal", "intranet", "private"].contains(&&*value)
            || key.contains("internal") && !matches!(&*value, "false" | "")
            || ["source-ranges", "inbound-cidr", "allowed-ip", "allow-list", "whitelist"]
                .iter()
                .any(|word| key.contains(word))
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn ranges_and_annotations() {
        check(
            "NET014",
            r#"
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: LoadBalancer}
#     ^^^^^^^^^^^^^^^^^^^^ NET014: the load balancer of Service `web` takes requests from every address
---
apiVersion: v1
kind: Service
metadata: {name: open}
spec: {type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8, 0.0.0.0/0]}
#                                                                 ^^^^^^^^^ NET014: the load balancer of Service `open` takes requests from every address
---
apiVersion: v1
kind: Service
metadata: {name: aws, annotations: {service.beta.kubernetes.io/aws-load-balancer-scheme: internal}}
spec: {type: LoadBalancer}
---
apiVersion: v1
kind: Service
metadata: {name: azure, annotations: {service.beta.kubernetes.io/azure-load-balancer-internal: "true"}}
spec: {type: LoadBalancer}
---
apiVersion: v1
kind: Service
metadata: {name: inside}
spec: {type: ClusterIP}
"#,
        );
    }
}
