//! What selectors select, and which the API server refuses.

use model::{Selector, SelectorError};
use testkit::documents;

fn read(selector: &str) -> Result<Selector, SelectorError> {
    Selector::read(documents(&format!("s: {selector}"))[0].root().get("s").unwrap())
}

fn selects(selector: &str, labels: &str) -> bool {
    let labels = documents(&format!("l: {labels}"));
    read(selector).unwrap().matches(labels[0].root().get("l"))
}

#[test]
fn all_requirements_must_hold() {
    let selector = "{matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [a, b]}]}";
    assert!(selects(selector, "{app: web, tier: b, other: x}"));
    assert!(!selects(selector, "{app: web, tier: c}"));
    assert!(!selects(selector, "{tier: a}"));
    assert!(!selects(selector, "null"));
}

#[test]
fn operators() {
    let table = [
        ("In, values: [x, '']", [true, false, false, true]),
        ("NotIn, values: [x]", [false, true, true, true]),
        ("Exists", [true, true, false, true]),
        ("DoesNotExist", [false, false, true, false]),
        ("DoesNotExist, values: []", [false, false, true, false]),
    ];
    for (expression, expected) in table {
        let selector = format!("{{matchExpressions: [{{key: k, operator: {expression}}}]}}");
        let labels = ["{k: x}", "{k: z}", "{other: x}", "{k: null}"];
        assert_eq!(labels.map(|labels| selects(&selector, labels)), expected, "{expression}");
    }
}

#[test]
fn the_empty_selector_selects_everything() {
    for selector in ["{}", "null", "{matchLabels: {}}", "{matchLabels: null, matchExpressions: []}"] {
        assert!(read(selector).unwrap().is_empty());
        assert!(selects(selector, "{a: b}") && selects(selector, "{}"));
        assert!(read(selector).unwrap().matches(None));
    }
}

#[test]
fn what_the_api_server_refuses() {
    let long = "a".repeat(64);
    let table = [
        ("5", "expected a label selector"),
        ("[a]", "expected a label selector"),
        ("{matchLabels: [a]}", "expected a map of labels"),
        ("{matchLabels: {a: 5}}", "expected a string"),
        ("{matchLabels: {a: true}}", "expected a string"),
        ("{matchLabels: {'a b': c}}", "`a b` is no label's name"),
        ("{matchLabels: {a: -c}}", "`-c` is no label's value"),
        ("{matchExpressions: {key: a}}", "expected a list of expressions"),
        ("{matchExpressions: [{key: a, operator: in, values: [b]}]}", "`in` is no operator"),
        ("{matchExpressions: [{key: a, operator: In}]}", "`In` needs at least one value"),
        ("{matchExpressions: [{key: a, operator: NotIn, values: []}]}", "`NotIn` needs at least one value"),
        ("{matchExpressions: [{key: a, operator: Exists, values: [b]}]}", "`Exists` takes no values"),
        ("{matchExpressions: [{operator: Exists}]}", "`` is no label's name"),
        ("{matchExpressions: [{key: a, operator: In, values: b}]}", "expected a list of values"),
        ("{matchExpressions: [{key: a, operator: In, values: [1]}]}", "expected a string"),
        ("{matchExpressions: [null]}", "`` is no label's name"),
    ];
    for (selector, message) in table {
        let error = read(selector).unwrap_err();
        assert!(error.message.starts_with(message), "{selector}: {}", error.message);
    }
    assert!(read(&format!("{{matchLabels: {{a: {long}}}}}")).is_err());
    assert!(read(&format!("{{matchLabels: {{example.org/{long}: a}}}}")).is_err());
}

#[test]
fn names_and_values_of_labels() {
    for label in ["a", "A-b_c.d", "example.org/a", "a.b-c/1", "'1': x, b"] {
        assert!(read(&format!("{{matchLabels: {{{label}: ''}}}}")).is_ok(), "{label}");
    }
    for label in ["/a", "a/", "a/b/c", "Example.org/a", "-a", "a-", "exa_mple/a", "a..b/c", "ä", "''"] {
        assert!(read(&format!("{{matchLabels: {{{label}: ''}}}}")).is_err(), "{label}");
    }
}

#[test]
fn an_error_names_its_node() {
    let documents = documents("matchLabels: {a: b, c: 5}");
    let error = Selector::read(documents[0].root()).unwrap_err();
    assert_eq!(documents[0].source().slice(documents[0].node(error.node).span()), "5");
}

#[test]
fn namespaces_have_their_name_as_a_label() {
    let by_name = read("{matchLabels: {kubernetes.io/metadata.name: shop}}").unwrap();
    assert!(by_name.matches_namespace("shop", None));
    assert!(!by_name.matches_namespace("other", None));
    assert!(!by_name.matches(None), "a Pod does not have it");
    let keys: Vec<&str> = by_name.keys().collect();
    assert_eq!(keys, ["kubernetes.io/metadata.name"]);

    let by_both = read(
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [shop]}, {key: team, operator: Exists}]}",
    );
    let document = documents("{team: a}").remove(0);
    let labels = Some(document.root());
    assert!(by_both.as_ref().unwrap().matches_namespace("other", labels));
    assert!(!by_both.unwrap().matches_namespace("shop", labels));
}

#[test]
fn an_equation_is_a_selector_of_one_label() {
    assert_eq!(Selector::equal("app", "web"), read("{matchLabels: {app: web}}").ok());
    assert_eq!(Selector::equal("app", "not a value"), None);
    assert_eq!(Selector::equal("no key!", "web"), None);
}
