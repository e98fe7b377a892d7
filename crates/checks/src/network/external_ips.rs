//! ## What it does
//! Finds Services with `externalIPs`.
//!
//! ## Why is this bad
//! The nodes send whatever goes to that address to the Service, whosever address it is: whoever writes Services listens in on
//! traffic to any host (CVE-2020-8554, which Kubernetes does not mend). From 1.36 on the field is deprecated.
//!
//! ## Fix safety
//! There is no fix: a Service of the type LoadBalancer, or a Gateway, gets an address that is its own.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   ports: [{port: 443}]
//!   externalIPs: [203.0.113.7]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: web, namespace: shop}
//! spec:
//!   type: LoadBalancer
//!   ports: [{port: 443}]
//! ```

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET002",
        name: "service-external-ips",
        title: "Service that claims addresses",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[nsa_cisa("Network policies")],
        peers: &[trivy("KSV-0108")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Service")]), judge),
};

fn judge<'a>(service: &'a Object, sink: &mut Sink<'a>) {
    let Some(addresses) = service.root().path(&["spec", "externalIPs"]) else { return };
    for address in addresses.items() {
        sink.at(address).say(message!(
            "the Service claims the address `{}`: nodes send it whatever goes there, whosever it is",
            address.as_str().unwrap_or_default()
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn each_address() {
        check(
            "NET002",
            r"
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  externalIPs: [203.0.113.7]
#               ^^^^^^^^^^^ NET002: the Service claims the address `203.0.113.7`: nodes send it whatever goes there, whosever it is
",
        );
    }
}
