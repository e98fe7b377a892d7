//! ## What it does
//! Finds audit policies without rules, or with rules of the level `None` only. A request that no rule matches is not
//! recorded.
//!
//! ## Why is this bad
//! The audit log stays empty: after an incident nobody can say what was read and changed, and by whom.
//!
//! ## Fix safety
//! There is no fix: what is worth recording is for people to say. `level: Metadata` for everything is a beginning.
//!
//! ```yaml,bad
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: None
//! ```
//!
//! ```yaml,good
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: Metadata
//! ```

use component::Rules;
use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::cite::*;
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD039",
        name: "audit-policy-records-nothing",
        title: "Audit policy records nothing",
        severity: Severity::Medium,
        fix: None,
        since: "0.1",
        frameworks: &[cis("3.2.1")],
        peers: &[kubescape("C-0160")],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("audit.k8s.io", "Policy")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    if !Rules::of(object.root()).is_silent() {
        return;
    }
    let place = match object.root().get("rules") {
        Some(rules) => sink.at(rules),
        None => sink.absent(object.root(), "rules"),
    };
    place.say(message!("the audit policy records nothing"));
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD039",
            r"
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: None
#^^^^^^^^^^^^ NOD039: the audit policy records nothing
---
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: Metadata
",
        );
    }
}
