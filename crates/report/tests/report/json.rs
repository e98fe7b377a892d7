//! `seawall.findings/v1`.

use finding::{Location, Severity, message};
use proptest::prelude::*;
use report::{Format, TextStyle};
use serde_json::{Value, json};

use crate::fixture::*;

#[test]
fn a_finding_carries_all_that_is_known_of_it() {
    let document = everything().json();
    let expected = json!({
        "id": "POD001",
        "name": "privileged-container",
        "severity": "high",
        "adjusted": {"from": "medium", "why": ["reachable from Ingress shop/web"]},
        "message": "container `api` is privileged",
        "object": {"apiVersion": "apps/v1", "kind": "Deployment", "namespace": "shop", "name": "api"},
        "field": "spec.template.spec.containers[name=api].securityContext.privileged",
        "location": {
            "kind": "source",
            "file": "shop/api v2.yaml",
            "start": {"byte": 264, "line": 14, "column": 23},
            "end": {"byte": 268, "line": 14, "column": 27},
        },
        "fix": {
            "safety": "breaking",
            "title": "set false",
            "edits": [{"file": "shop/api v2.yaml", "start": 264, "end": 268, "text": "false"}],
        },
        "related": [
            {
                "message": "the image that runs",
                "location": {
                    "kind": "source",
                    "file": "shop/api v2.yaml",
                    "start": {"byte": 155, "line": 9, "column": 16},
                    "end": {"byte": 160, "line": 9, "column": 21},
                },
            },
            {
                "message": "exposed by",
                "object": {"apiVersion": "apps/v1", "kind": "Service", "namespace": "shop", "name": "api"},
                "location": {"kind": "live"},
            },
        ],
        "frameworks": {"pss-baseline": ["Privileged Containers", "Second"], "nsa-cisa": ["Pod security"]},
        "peers": {"trivy": ["KSV-0017", "KSV-0018"]},
        "fingerprint": "0123456789abcdef",
    });
    assert_eq!(document["findings"][3], expected);
    let members: Vec<&String> = document["findings"][3].as_object().unwrap().keys().collect();
    assert_eq!(members, expected.as_object().unwrap().keys().collect::<Vec<_>>(), "in the contract's order");
}

#[test]
fn locations_are_of_four_kinds() {
    let document = everything().json();
    let location = |index: usize| document["findings"][index]["location"].clone();
    assert_eq!(
        document["findings"][0]["related"],
        json!([{
            "message": "used here through an alias",
            "location": {
                "kind": "source",
                "file": "anchors.yaml",
                "start": {"byte": 28, "line": 3, "column": 4},
                "end": {"byte": 30, "line": 3, "column": 6},
            },
        }])
    );
    assert_eq!(
        location(1),
        json!({
            "kind": "rendered",
            "file": "chart",
            "start": {"byte": 23, "line": 2, "column": 13},
            "end": {"byte": 27, "line": 2, "column": 17},
            "origin": [{
                "role": "template",
                "file": "chart/templates/api.yaml",
                "start": 40,
                "end": 62,
                "expression": ".Values.privileged",
                "valuesPath": "privileged",
                "shown": true,
            }],
        })
    );
    assert_eq!((&location(2)["kind"], &location(2)["start"]["line"]), (&json!("absent"), &json!(12)));
    assert_eq!(location(4), json!({"kind": "live"}));
}

#[test]
fn the_frame_says_what_was_judged_and_what_was_not() {
    let document = everything().json();
    assert_eq!(document["schema"], "seawall.findings/v1");
    assert_eq!(document["kubernetesVersion"], KUBERNETES);
    assert_eq!(
        document["incomplete"][1],
        json!({
            "reason": "unreadable",
            "location": {"kind": "source", "file": "locked.yaml"},
            "message": "permission denied",
        })
    );
    assert_eq!(
        document["notes"][0],
        json!({"kind": "skipped-file", "count": 7, "examples": ["ci.yaml", "play.yaml"]})
    );
    assert_eq!(
        document["summary"],
        json!({
            "objects": 3,
            "bySeverity": {"critical": 0, "high": 3, "medium": 0, "low": 0, "info": 0},
            "suppressed": 2,
        })
    );
    assert_eq!(
        document["findings"][2]["suppressed"],
        json!({"by": "comment", "reason": "a batch job", "until": "2027-01-31"})
    );
}

#[test]
fn a_least_severity_hides_findings_and_their_counts() {
    let mut outcome = everything();
    outcome.min_severity = Severity::High;
    let document = outcome.json();
    assert_eq!(document["findings"].as_array().unwrap().len(), 4);
    assert_eq!(document["summary"]["suppressed"], 1);
}

#[test]
fn null_never_appears() {
    fn has_null(value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Array(items) => items.iter().any(has_null),
            Value::Object(members) => members.values().any(has_null),
            _ => false,
        }
    }
    assert!(!has_null(&everything().json()));
    assert!(!has_null(&Outcome::of(Vec::new()).json()));
}

/// A writer that goes away after so many bytes, as a pipe into `head` does.
struct Closing(usize);

impl std::io::Write for Closing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.0.checked_sub(bytes.len()) {
            Some(left) => self.0 = left,
            None => return Err(std::io::ErrorKind::BrokenPipe.into()),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_closed_pipe_is_told_as_what_it_is() {
    let outcome = everything();
    for format in Format::ALL {
        let error = report::write_scan(&outcome.scan(), format, &TextStyle::default(), &mut Closing(100));
        assert_eq!(error.unwrap_err().kind(), std::io::ErrorKind::BrokenPipe, "{format:?}");
    }
}

proptest! {
    /// Whatever the input holds, the document parses and says what the findings say, in their order.
    #[test]
    fn any_text_comes_through(texts in proptest::collection::vec((".*", ".*", "[a-zä日\n\r\t #:]{0,40}"), 0..8)) {
        let sources: Vec<_> = texts.iter().map(|(_, name, text)| source(name, text)).collect();
        let findings = texts.iter().zip(&sources).map(|((said, name, _), source)| {
            let end = source.text().len();
            let start = source.text().floor_char_boundary(end / 2);
            let span = manifest::Span { start: start as u32, end: end as u32 };
            let location = Location::Source { source: source.clone(), span, alias: None };
            let mut finding = finding(&PRIVILEGED, message!("said `{}`", said), location);
            finding.field = name.clone();
            finding.object = object(said, name, said);
            finding
        });
        let outcome = Outcome::of(findings.collect());
        let document = outcome.json();
        prop_assert_eq!(document["findings"].as_array().unwrap().len(), outcome.findings.len());
        for (finding, row) in outcome.findings.iter().zip(document["findings"].as_array().unwrap()) {
            let source = finding.location.source().unwrap();
            let offset = |end: &str| row["location"][end]["byte"].as_u64().unwrap() as usize;
            prop_assert_eq!(row["message"].as_str(), Some(finding.message.text.as_str()));
            prop_assert_eq!(row["field"].as_str().unwrap_or_default(), finding.field.as_str());
            prop_assert_eq!(&source.text()[offset("start")..offset("end")], source.slice(finding.location.span().unwrap()));
            let line = row["location"]["start"]["line"].as_u64().unwrap() as u32;
            let column = row["location"]["start"]["column"].as_u64().unwrap() as usize;
            let before = &source.text()[source.line(line).start as usize..offset("start")];
            prop_assert_eq!(before.chars().count() + 1, column);
        }
    }
}
