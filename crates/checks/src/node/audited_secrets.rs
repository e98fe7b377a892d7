//! ## What it does
//! Finds rules of audit policies by which the bodies of requests or responses with Secrets or tokens are recorded: the
//! level `Request` or `RequestResponse` for `secrets`, `serviceaccounts/token` or `tokenreviews`, by name or by leaving
//! the resources out.
//!
//! ## Why is this bad
//! The log then holds every Secret that is written or read, in clear text, and goes where logs go: to disks, backups,
//! and the people who search logs.
//!
//! ## Fix safety
//! There is no fix: put a rule of the level `Metadata` for these resources in front.
//!
//! ```yaml,bad
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: RequestResponse
//! ```
//!
//! ```yaml,good
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: Metadata
//!   resources: [{group: '', resources: [secrets, serviceaccounts/token]}, {group: authentication.k8s.io, resources: [tokenreviews]}]
//! - level: RequestResponse
//! ```

use component::{Level, Request, Rules};
use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

/// What is asked, the least level that records something secret of it, and what that is.
const SECRET: [(Request, Level, &str); 5] = [
    (Request { verb: "create", group: "", resource: "secrets", namespaced: true }, Level::Request, "Secrets"),
    (
        Request { verb: "get", group: "", resource: "secrets", namespaced: true },
        Level::RequestResponse,
        "Secrets",
    ),
    (
        Request { verb: "list", group: "", resource: "secrets", namespaced: true },
        Level::RequestResponse,
        "Secrets",
    ),
    (
        Request { verb: "create", group: "", resource: "serviceaccounts/token", namespaced: true },
        Level::RequestResponse,
        "tokens of ServiceAccounts",
    ),
    (
        Request {
            verb: "create",
            group: "authentication.k8s.io",
            resource: "tokenreviews",
            namespaced: false,
        },
        Level::Request,
        "tokens under review",
    ),
];

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD041",
        name: "secrets-in-audit-log",
        title: "Audit log holds Secrets",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("3.2.2")],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("audit.k8s.io", "Policy")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let rules = Rules::of(object.root());
    for rule in rules.rules() {
        let mut held: Vec<&str> = SECRET
            .iter()
            .filter(|(_, least, _)| rule.level.is_some_and(|level| level >= *least))
            .filter(|(request, ..)| rules.touching(*request).any(|other| other.node.id() == rule.node.id()))
            .map(|(_, _, what)| *what)
            .collect();
        held.dedup();
        if let (false, Some(level)) = (held.is_empty(), rule.node.get("level")) {
            sink.at(level)
                .say(message!("the audit log holds {} in clear text by this rule", held.join(", ")));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD041",
            r"
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: RequestResponse
#        ^^^^^^^^^^^^^^^ NOD041: the audit log holds Secrets, tokens of ServiceAccounts, tokens under review in clear text by this rule
---
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: Metadata
  resources: [{group: '', resources: [secrets, serviceaccounts/token]}, {group: authentication.k8s.io, resources: [tokenreviews]}]
- level: RequestResponse
",
        );
    }
}
