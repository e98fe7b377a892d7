//! ## What it does
//! Finds Services of the type ExternalName that stand for `localhost`, for an address of the own host or link
//! (127.0.0.0/8, 169.254.0.0/16), or for the metadata service of a cloud.
//!
//! ## Why is this bad
//! A proxy that follows the name, such as an Ingress controller, calls itself or the metadata service of its node:
//! whoever writes Services reaches what only the proxy should.
//!
//! ## Fix safety
//! There is no fix: only a person knows what was meant.
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: metadata, namespace: shop}
//! spec:
//!   type: ExternalName
//!   externalName: metadata.google.internal
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: database, namespace: shop}
//! spec:
//!   type: ExternalName
//!   externalName: db.example.com
//! ```

use std::net::Ipv4Addr;

use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::field::text;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NET016",
        name: "external-name-to-inside",
        title: "Service that stands for the metadata of the cloud or for the proxy itself",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[mitre("T1552.005")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Service")]), judge),
};

fn judge<'a>(service: &'a Object, sink: &mut Sink<'a>) {
    let Some(spec) = service.root().get("spec").filter(|spec| text(*spec, "type") == "ExternalName") else {
        return;
    };
    let Some(node) = spec.get("externalName") else { return };
    let name = node.as_str().unwrap_or_default();
    if is_inside(name.trim_end_matches('.')) {
        sink.at(node).say(message!(
            "Service `{}` stands for `{}`: a proxy that follows it reaches what only its own host should",
            service.name(),
            name
        ));
    }
}

fn is_inside(name: &str) -> bool {
    const METADATA: [&str; 3] = ["instance-data", "metadata", "metadata.google.internal"];
    let name = name.to_ascii_lowercase();
    match name.parse::<Ipv4Addr>() {
        Ok(address) => address.is_loopback() || address.is_link_local() || address.is_unspecified(),
        Err(_) => name == "localhost" || name.ends_with(".localhost") || METADATA.contains(&&*name),
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn names_and_addresses() {
        check(
            "NET016",
            r"
apiVersion: v1
kind: Service
metadata: {name: one}
spec: {type: ExternalName, externalName: localhost}
#                                        ^^^^^^^^^ NET016: Service `one` stands for `localhost`: a proxy that follows it reaches what only its own host should
---
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {type: ExternalName, externalName: 169.254.169.254}
#                                        ^^^^^^^^^^^^^^^ NET016: Service `two` stands for `169.254.169.254`: a proxy that follows it reaches what only its own host should
---
apiVersion: v1
kind: Service
metadata: {name: three}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: v1
kind: Service
metadata: {name: four}
spec: {externalName: localhost}
",
        );
    }
}
