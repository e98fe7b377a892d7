//! What the real checks find, in every format: offsets are true and a secret stays one.

use report::{Detail, Format, TextStyle};

use crate::fixture::Outcome;

/// Breaks rules of every shape: a field, an absent field, a reference, an alias, a flow mapping, a Secret.
pub const POD: &str = "\
apiVersion: v1
kind: Secret
metadata: {name: db, namespace: shop}
stringData:
  password: hunter2-in-a-secret
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: größe, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      serviceAccountName: nobody
      containers:
      - name: api
        image: api:latest # 日本
        securityContext: &security
          privileged: yes
        env:
        - name: DB_PASSWORD
          value: hunter2-in-a-value
        - {name: API_TOKEN, value: hunter2-in-flow}
      - {name: side, image: side, securityContext: *security}
";

pub fn judged() -> Outcome {
    let configuration = checks::Configuration { today: "2026-01-01".into(), ..Default::default() };
    let judged = checks::run(&testkit::inventory(POD), &configuration);
    assert!(judged.incomplete.is_empty(), "{:?}", judged.incomplete);
    Outcome { secrets: judged.secrets, ..Outcome::of(judged.findings) }
}

#[test]
fn every_offset_is_true() {
    let outcome = judged();
    let document = outcome.json();
    let rows = document["findings"].as_array().unwrap();
    assert!(rows.len() > 10, "{document:#}");
    for (finding, row) in outcome.findings.iter().zip(rows) {
        let (source, span) = (finding.location.source().unwrap(), finding.location.span().unwrap());
        let position = |end: &str| {
            let position = &row["location"][end];
            let member = |name: &str| position[name].as_u64().unwrap() as usize;
            (member("byte"), member("line"), member("column"))
        };
        for (end, byte) in [("start", span.start), ("end", span.end)] {
            let (offset, line, column) = position(end);
            let before = &source.text()[..offset];
            assert_eq!(offset, byte as usize, "{row}");
            assert_eq!(line, before.matches('\n').count() + 1, "{row}");
            assert_eq!(column, before.rsplit('\n').next().unwrap().chars().count() + 1, "{row}");
        }
        for edit in row["fix"]["edits"].as_array().into_iter().flatten() {
            assert_eq!(edit["file"], "test.yaml");
            assert!(edit["end"].as_u64().unwrap() as usize <= source.text().len());
        }
    }
}

#[test]
fn a_secret_is_in_no_format() {
    let outcome = judged();
    assert!(outcome.findings.iter().any(|finding| finding.rule.id.starts_with("SEC")), "the secret is found");
    for format in Format::ALL {
        for detail in [Detail::Lines, Detail::Grouped, Detail::Every] {
            let written = outcome.write(format, &TextStyle { detail, ..TextStyle::default() });
            assert!(!written.contains("hunter2"), "{format:?}: {written}");
        }
    }
}
