//! SARIF 2.1.0.

use serde_json::{Value, json};

use crate::fixture::*;
use finding::Severity;

fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn a_result_names_its_rule_region_fix_and_evidence() {
    let sarif = everything().sarif();
    let region = json!({"startLine": 14, "startColumn": 23, "endLine": 14, "endColumn": 27});
    let artifact = json!({"uri": "shop/api%20v2.yaml"});
    let expected = json!({
        "ruleId": "POD001",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "container `api` is privileged."},
        "locations": [{
            "physicalLocation": {"artifactLocation": artifact, "region": region},
            "logicalLocations": [
                {"name": "api", "fullyQualifiedName": "shop/apps/v1/Deployment/api", "kind": "object"},
                {
                    "name": "privileged",
                    "fullyQualifiedName":
                        "shop/apps/v1/Deployment/api#spec.template.spec.containers[name=api].securityContext.privileged",
                    "kind": "property",
                },
            ],
        }],
        "relatedLocations": [
            {
                "id": 0,
                "physicalLocation": {
                    "artifactLocation": artifact,
                    "region": {"startLine": 9, "startColumn": 16, "endLine": 9, "endColumn": 21},
                },
                "message": {"text": "the image that runs."},
            },
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "cluster/shop/apps/v1/Service/api"},
                    "region": {"startLine": 1},
                },
                "logicalLocations": [
                    {"name": "api", "fullyQualifiedName": "shop/apps/v1/Service/api", "kind": "object"},
                ],
                "message": {"text": "exposed by."},
            },
        ],
        "partialFingerprints": {"seawall/v1": "0123456789abcdef"},
        "fixes": [{
            "description": {"text": "set false (breaking)."},
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": "false"}}],
            }],
        }],
        "suppressions": [],
        "properties": {
            "severity": "high",
            "adjusted": ["reachable from Ingress shop/web"],
            "fixSafety": "breaking",
        },
    });
    assert_eq!(results(&sarif)[3], expected);
}

#[test]
fn a_rule_carries_what_code_scanning_shows() {
    let sarif = everything().sarif();
    let rule = &sarif["runs"][0]["tool"]["driver"]["rules"][1];
    assert_eq!((&rule["id"], &rule["name"]), (&json!("POD001"), &json!("privileged-container")));
    assert_eq!(rule["defaultConfiguration"], json!({"level": "error"}));
    assert_eq!(rule["properties"]["security-severity"], "8.0");
    let tags = json!([
        "security",
        "kubernetes",
        "pss-baseline/Privileged Containers",
        "nsa-cisa/Pod security",
        "pss-baseline/Second"
    ]);
    assert_eq!(rule["properties"]["tags"], tags);
    assert!(rule["help"]["text"].as_str().is_some_and(|help| !help.contains("```")), "{}", rule["help"]);
    let practice = &sarif["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!(practice["properties"]["tags"], json!(["maintainability", "kubernetes"]));
    assert_eq!(practice["properties"].get("security-severity"), None);
}

#[test]
fn every_result_has_a_file_wherever_it_was_found() {
    let sarif = everything().sarif();
    let files: Vec<&str> = results(&sarif)
        .iter()
        .map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap())
        .collect();
    let expected = [
        "anchors.yaml",
        "chart/templates/api.yaml",
        "shop/api%20v2.yaml",
        "shop/api%20v2.yaml",
        "cluster/apps/v1/Node/worker%201",
    ];
    assert_eq!(files, expected);
    assert_eq!(results(&sarif)[0]["relatedLocations"][0]["message"]["text"], "used here through an alias.");
    assert_eq!(results(&sarif)[4]["message"]["text"], "container `\\[x\\](y) {{0}}` is privileged.");
}

#[test]
fn suppressed_results_say_by_what() {
    let sarif = everything().sarif();
    let suppression = |index: usize| results(&sarif)[index]["suppressions"].clone();
    let external = json!([{"kind": "external", "status": "accepted", "justification": "legacy"}]);
    assert_eq!(suppression(0), external);
    let in_source = json!([{"kind": "inSource", "status": "accepted", "justification": "a batch job (until 2027-01-31)"}]);
    assert_eq!(suppression(2), in_source);
}

#[test]
fn what_is_incomplete_is_a_failed_execution() {
    let sarif = everything().sarif();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    let said: Vec<_> = notifications
        .iter()
        .map(|said| (said["descriptor"]["id"].as_str().unwrap(), said["level"].as_str().unwrap()))
        .collect();
    assert_eq!(said, [("unparsed", "error"), ("unreadable", "error"), ("skipped-file", "note")]);
    assert_eq!(
        notifications[1]["locations"],
        json!([{"physicalLocation": {"artifactLocation": {"uri": "locked.yaml"}}}])
    );
    let clean = Outcome::of(Vec::new()).sarif();
    assert_eq!(clean["runs"][0]["invocations"], json!([{"executionSuccessful": true}]));
}

#[test]
fn more_results_than_are_accepted_are_cut_and_it_is_said() {
    let api = source("api.yaml", API);
    let mut findings: Vec<_> = (0..25_003)
        .map(|_| finding(&PRIVILEGED, finding::Message::fixed("privileged"), at(&api, "true")))
        .collect();
    for place in [1, 5_000, 25_002] {
        findings[place].severity = Severity::Low;
    }
    let outcome = Outcome::of(findings);
    let mut out = Vec::new();
    let style = report::TextStyle::default();
    let notes = report::write_scan(&outcome.scan(), report::Format::Sarif, &style, &mut out).unwrap();
    let said: Vec<_> = notes.iter().map(|note| (note.kind, note.count)).collect();
    assert_eq!(said, [("sarif-results-left-out", 3), ("sarif-results-not-shown", 20_003)]);
    let sarif: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(results(&sarif).len(), 25_000);
    assert!(results(&sarif).iter().all(|result| result["level"] == "error"), "the least severe go first");
    let said = &sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(
        (&said[0]["level"], &said[0]["message"]["text"]),
        (
            &json!("warning"),
            &json!("3 results left out of the SARIF file, since code scanning refuses more than 25,000.")
        )
    );
}
