//! Every check is documented, and its own examples hold: the bad ones are found, the good ones are not, and its fix
//! mends the bad ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use checks::{Configuration, ParameterValue, documentation, rules, run};
use finding::{Finding, Incomplete, IncompleteReason, Rule};
use manifest::edit::{Edit, apply};
use manifest::{Limits, Source, documents};
use model::Options;

/// A block of YAML in a check's documentation.
struct Example {
    bad: bool,
    /// The input is said to be all there is.
    complete: bool,
    /// The check's parameters, as the block of TOML above it sets them.
    parameters: BTreeMap<String, ParameterValue>,
    text: String,
}

/// The parameters in a block of TOML: `[check.ID]` and lines below it.
fn parameters(rule: &Rule, text: &str) -> BTreeMap<String, ParameterValue> {
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", rule.id));
    let value = |value: &toml::Value| match value {
        toml::Value::Boolean(value) => ParameterValue::Bool(*value),
        toml::Value::Integer(value) => ParameterValue::Int(*value),
        toml::Value::Array(items) => {
            ParameterValue::List(items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect())
        }
        other => ParameterValue::String(other.as_str().unwrap_or_default().to_owned()),
    };
    let own = table["check"][rule.id].as_table().expect("the parameters of the check itself");
    own.iter().map(|(name, set)| (name.clone(), value(set))).collect()
}

fn examples(rule: &Rule) -> Vec<Example> {
    let mut found = Vec::new();
    let mut set = BTreeMap::new();
    let mut lines = documentation(rule).lines();
    while let Some(line) = lines.next() {
        let (bad, complete) = match line {
            "```toml" => {
                let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                set = parameters(rule, &text.join("\n"));
                continue;
            }
            "```yaml,bad" => (true, false),
            "```yaml,bad,complete" => (true, true),
            "```yaml,good" => (false, false),
            "```yaml,good,complete" => (false, true),
            _ => continue,
        };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        found.push(Example { bad, complete, parameters: set.clone(), text: text.join("\n") + "\n" });
    }
    found
}

/// What the check says of a text under the circumstances of an example.
fn findings(rule: &Rule, example: &Example, text: &str) -> Vec<Finding> {
    let parameters = BTreeMap::from([(rule.id.to_owned(), example.parameters.clone())]);
    let configuration =
        Configuration { today: "2026-01-31".to_owned(), parameters, ..Configuration::default() };
    checks::validate(&configuration).unwrap_or_else(|error| panic!("{}", error.message));
    let options = Options { complete: example.complete, ..testkit::options() };
    let outcome = run(&testkit::inventory_with(text, options), &configuration);
    // What Kubernetes cannot decode is all that may be incomplete, in what finds just that.
    let is_meant = |incomplete: &Incomplete| {
        rule.id == "API004" && incomplete.reason == IncompleteReason::Malformed && example.bad
    };
    assert!(outcome.incomplete.iter().all(is_meant), "{}: {:#?}", rule.id, outcome.incomplete);
    outcome.findings.into_iter().filter(|finding| finding.rule.id == rule.id).collect()
}

#[test]
fn every_check_is_documented() {
    for rule in rules() {
        let text = documentation(rule);
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        let mut expected = vec!["What it does", "Why is this bad", "Fix safety"];
        if !checks::parameters(rule).is_empty() {
            expected.push("Parameters");
        }
        assert_eq!(headings, expected, "the headings of {}", rule.id);
        for parameter in checks::parameters(rule) {
            let named = format!("`{}`", parameter.name);
            assert!(text.contains(&named), "{} does not say what {named} is for", rule.id);
        }
        let examples = examples(rule);
        assert!(examples.iter().any(|example| example.bad), "{} has no bad example", rule.id);
        assert!(examples.iter().any(|example| !example.bad), "{} has no good example", rule.id);
    }
}

#[test]
fn bad_examples_are_found_and_good_ones_are_not() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for example in examples(rule) {
            let findings = findings(rule, &example, &example.text);
            if findings.is_empty() == example.bad {
                wrong.push(format!("{}:\n{}\n{findings:#?}", rule.id, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixes_mend_their_examples() {
    for rule in rules().iter().filter(|rule| rule.fix.is_some()) {
        let bad: Vec<Example> = examples(rule).into_iter().filter(|example| example.bad).collect();
        let fixable = bad.iter().any(|example| has_edits(&findings(rule, example, &example.text)));
        assert!(fixable, "no bad example of {} has a fix with edits", rule.id);
        for example in bad {
            mend(rule, &example, &commented(&example.text));
        }
    }
}

fn has_edits(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| edits(finding).is_some())
}

fn edits(finding: &Finding) -> Option<Vec<Edit>> {
    let fix = finding.fix.as_ref().filter(|fix| !fix.edits.is_empty())?;
    Some(fix.edits.iter().map(|edit| edit.edit.clone()).collect())
}

/// Applies one fix after the other. Each must take its finding away and bring no new one of the same check.
fn mend(rule: &Rule, example: &Example, original: &str) {
    let mut text = original.to_owned();
    let mut before = findings(rule, example, &text);
    while let Some(edits) = before.iter().find_map(edits) {
        assert_keeps_comments(rule, &text, &edits);
        text = apply(&text, &edits).unwrap_or_else(|conflict| panic!("{}: {conflict:?}", rule.id));
        let after = findings(rule, example, &text);
        assert!(after.len() < before.len(), "the fix of {} does not mend:\n{text}\n{after:#?}", rule.id);
        before = after;
    }
}

/// What is replaced or added takes no comment away; what is removed may take those that belong to it.
fn assert_keeps_comments(rule: &Rule, text: &str, edits: &[Edit]) {
    let source = Arc::new(Source::new("test.yaml", text.as_bytes().to_vec(), Limits::default()).unwrap());
    for document in documents(&source) {
        for comment in document.unwrap().comments() {
            for edit in edits.iter().filter(|edit| !edit.text.is_empty()) {
                let inside = edit.span.start <= comment.start && comment.end <= edit.span.end;
                let kept = edit.text.contains(source.slice(*comment));
                assert!(!inside || kept, "the fix of {} loses a comment of\n{text}", rule.id);
            }
        }
    }
}

/// The example with a comment at the end of every line.
fn commented(text: &str) -> String {
    let line = |(number, line): (usize, &str)| match line {
        "---" => "---\n".to_owned(),
        _ => format!("{line} # comment {number}\n"),
    };
    text.lines().enumerate().map(line).collect()
}
