//! ## What it does
//! Finds rules of audit policies that never decide, since an earlier rule matches everything they match: the first rule
//! that matches wins.
//!
//! ## Why is this bad
//! Who wrote the rule believes that it holds: what it should record is recorded otherwise, or not at all.
//!
//! ## Fix safety
//! There is no fix: only a person knows which of the two rules was meant.
//!
//! ```yaml,bad
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - level: Metadata
//! - {level: Request, verbs: [create]}
//! ```
//!
//! ```yaml,good
//! apiVersion: audit.k8s.io/v1
//! kind: Policy
//! rules:
//! - {level: Request, verbs: [create]}
//! - level: Metadata
//! ```

use component::Rules;
use finding::{Rule, Severity, message};
use model::Object;

use crate::check::{Check, Judge, Visits};
use crate::context::EVERYWHERE;
use crate::sink::Sink;

pub(crate) static CHECK: Check = Check {
    rule: Rule {
        id: "NOD042",
        name: "shadowed-audit-rule",
        title: "Audit rule that never counts",
        severity: Severity::Low,
        fix: None,
        since: "0.1",
        frameworks: &[],
        peers: &[],
    },
    parameters: &[],
    context: EVERYWHERE,
    judge: Judge::Object(Visits::Kinds(&[("audit.k8s.io", "Policy")]), judge),
};

fn judge<'a>(object: &'a Object, sink: &mut Sink<'a>) {
    let rules = Rules::of(object.root());
    for (rule, earlier) in rules.shadowed() {
        sink.at(rule.node)
            .say(message!("this rule never counts: an earlier one matches all that it matches"))
            .related("this one decides", object, earlier.node);
    }
}

#[cfg(test)]
mod tests {
    use crate::fixture::check;

    #[test]
    fn found_and_not_found() {
        check(
            "NOD042",
            r"
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- level: Metadata
- {level: Request, verbs: [create]}
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NOD042: this rule never counts: an earlier one matches all that it matches
---
apiVersion: audit.k8s.io/v1
kind: Policy
rules:
- {level: Request, verbs: [create]}
- level: Metadata
",
        );
    }
}
