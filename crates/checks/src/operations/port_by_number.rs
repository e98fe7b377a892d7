//! ## What it does
//! Finds `targetPort`s of Services and ports of the backends of Ingresses that are numbers. It says nothing until names
//! are asked for.
//!
//! ## Why is this bad
//! A name stays when the number changes, and may stand for another number in each Pod while it changes.
//!
//! ## Fix safety
//! There is no fix: only a person knows a good name.
//!
//! ## Parameters
//! `names`: whether ports must be named.
//!
//! ```toml
//! [check.OPS099]
//! names = true
//! ```
//!
//! ```yaml,bad
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80, targetPort: 8080}]
//! ```
//!
//! ```yaml,good
//! apiVersion: v1
//! kind: Service
//! metadata: {name: api, namespace: shop}
//! spec:
//!   selector: {app: api}
//!   ports: [{port: 80, targetPort: http}]
//! ```

use finding::{Rule, Severity, message};
use manifest::Node;
use model::Object;

use crate::check::{Check, DefaultValue, Judge, Parameter, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "OPS099",
        name: "port-by-number",
        title: "Service or Ingress that leads to a port by its number",
        severity: Severity::Info,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[popeye("POP-1102"), popeye("POP-1403")],
    },
    parameters: &[Parameter {
        name: "names",
        description: "Whether ports must be named",
        default: DefaultValue::Bool(false),
    }],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("", "Service"), ("networking.k8s.io", "Ingress")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    if !sink.parameters().is_true("names") {
        return;
    }
    let Some(spec) = object.root().get("spec") else { return };
    if object.kind() == "Service" {
        for node in
            spec.get("ports").into_iter().flat_map(Node::items).filter_map(|port| port.get("targetPort"))
        {
            say(object, node, sink);
        }
        return;
    }
    let rules = spec.get("rules").into_iter().flat_map(Node::items);
    let paths = rules.filter_map(|rule| rule.path(&["http", "paths"])).flat_map(Node::items);
    let backends = paths.filter_map(|path| path.get("backend")).chain(spec.get("defaultBackend"));
    for node in backends.filter_map(|backend| backend.path(&["service", "port", "number"])) {
        say(object, node, sink);
    }
}

fn say<'a>(object: &'a Object, node: Node<'a>, sink: &mut Sink<'a>) {
    if let Some(number) = node.as_i64() {
        sink.at(node).say(message!(
            "{} `{}` leads to port {} by its number, where a name is wanted",
            object.kind(),
            object.name(),
            number
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check_configured;
    use crate::settings::ParameterValue;

    #[test]
    fn services_and_ingresses() {
        check_configured(
            "OPS099",
            ("names", ParameterValue::Bool(true)),
            r"
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {ports: [{port: 80, targetPort: 8080}, {port: 81}, {port: 82, targetPort: http}]}
#                                     ^^^^ OPS099: Service `api` leads to port 8080 by its number, where a name is wanted
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec:
  defaultBackend: {service: {name: api, port: {name: http}}}
  rules:
  - http: {paths: [{path: /, backend: {service: {name: api, port: {number: 80}}}}]}
#                                                                          ^^ OPS099: Ingress `web` leads to port 80 by its number, where a name is wanted
",
        );
    }
}
