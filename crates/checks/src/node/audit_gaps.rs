//! ## What it does
//! Asks an audit policy, rule by rule as the API server does, what it records of the requests that an ordinary user
//! makes: reading and writing Secrets, running commands in Pods and reaching them through the API server, changing
//! roles and bindings, workloads and webhooks, asking for tokens. Names those of which nothing is recorded.
//!
//! ## Why is this bad
//! These are the steps of an attack; where one is missing from the log the others explain little.
//!
//! ## Fix safety
//! There is no fix: the order of rules decides, and what an earlier rule leaves out may be meant.
//!
//! ```yaml,bad
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: None
//!   resources: [{group: '', resources: [secrets]}]
//! - level: Metadata
//! ```
//!
//! ```yaml,good
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: None
//!   users: [system:kube-proxy]
//!   verbs: [watch]
//! - level: Metadata
//! ```

use component::{Level, Request, Rules};
use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

const fn request(verb: &'static str, group: &'static str, resource: &'static str) -> Request {
    Request { verb, group, resource, namespaced: true }
}

const fn of_the_cluster(verb: &'static str, group: &'static str, resource: &'static str) -> Request {
    Request { verb, group, resource, namespaced: false }
}

/// What an attacker does, and what it is called.
const STEPS: [(Request, &str); 11] = [
    (request("get", "", "secrets"), "reading Secrets"),
    (request("update", "", "secrets"), "changing Secrets"),
    (request("update", "", "configmaps"), "changing ConfigMaps"),
    (request("create", "", "pods"), "creating Pods"),
    (request("create", "apps", "deployments"), "creating Deployments"),
    (request("create", "", "pods/exec"), "exec into Pods"),
    (request("create", "", "pods/portforward"), "port-forward to Pods"),
    (request("create", "", "services/proxy"), "proxying to Services"),
    (request("create", "", "serviceaccounts/token"), "asking for tokens"),
    (of_the_cluster("create", "rbac.authorization.k8s.io", "clusterrolebindings"), "binding ClusterRoles"),
    (
        of_the_cluster("update", "admissionregistration.k8s.io", "validatingwebhookconfigurations"),
        "changing webhooks",
    ),
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD040",
        name: "audit-policy-gaps",
        title: "Audit policy leaves out what matters",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[cis("3.2.2")],
        peers: &[kubescape("C-0161")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("audit.k8s.io", "Policy")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let rules = Rules::of(object.root());
    if rules.is_silent() {
        return;
    }
    let recorded = |request: &Request| {
        rules.deciding(request).is_some_and(|rule| rule.level.is_none_or(|level| level >= Level::Metadata))
    };
    let missing: Vec<&str> =
        STEPS.iter().filter(|(request, _)| !recorded(request)).map(|(_, step)| *step).collect();
    if let (Some(list), false) = (object.root().get("rules"), missing.is_empty()) {
        sink.at(list).say(message!("the audit policy records nothing of {}", missing.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD040",
            r"
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: None
#^^^^^^^^^^^^ NOD040: the audit policy records nothing of reading Secrets, changing Secrets
  resources: [{group: '', resources: [secrets]}]
- level: Metadata
---
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: None
  users: [system:kube-proxy]
  verbs: [watch]
- level: Metadata
",
        );
    }
}
