//! The list of checks, and the reasoning of one.

use report::{ListFormat, TextStyle, write_checks, write_explain};
use serde_json::{Value, json};

use crate::fixture::{MEMORY, PRIVILEGED, SECRET};

fn written(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn checks_are_a_table() {
    let rules = [&PRIVILEGED, &MEMORY, &SECRET];
    let style = TextStyle::default();
    let expected = "\
POD001  high      privileged-container   breaking        Container is privileged
OPS001  medium    unlimited-memory                       Container has no memory limit
SEC001  high      secret-in-environment                  Environment variable holds a secret

3 checks; `seawall explain ID` says why each matters
";
    assert_eq!(written(|out| write_checks(&rules, ListFormat::Text, &style, out)), expected);
}

#[test]
fn checks_are_a_document() {
    let rules = [&PRIVILEGED, &MEMORY];
    let text = written(|out| write_checks(&rules, ListFormat::Json, &TextStyle::default(), out));
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["schema"], "seawall.checks/v1");
    let expected = json!({
        "id": "POD001",
        "name": "privileged-container",
        "title": "Container is privileged",
        "severity": "high",
        "fix": "breaking",
        "frameworks": {"pss-baseline": ["Privileged Containers", "Second"], "nsa-cisa": ["Pod security"]},
        "peers": {"trivy": ["KSV-0017", "KSV-0018"]},
        "since": "0.1",
    });
    assert_eq!(document["checks"][0], expected);
}

#[test]
fn parameters_are_part_of_the_document() {
    let text = written(|out| write_checks(::checks::rules(), ListFormat::Json, &TextStyle::default(), out));
    let document: Value = serde_json::from_str(&text).unwrap();
    for (rule, row) in ::checks::rules().iter().zip(document["checks"].as_array().unwrap()) {
        let names = ::checks::parameters(rule).iter().map(|parameter| parameter.name);
        let written = row.get("parameters").and_then(Value::as_array).into_iter().flatten();
        assert!(names.eq(written.map(|parameter| parameter["name"].as_str().unwrap())), "{row}");
    }
}

const DOCUMENTATION: &str = "\
## What it does
Finds containers with `privileged: true`, of **every** kind: init containers, sidecars and ephemeral ones too, see
[the standards](https://kubernetes.io/docs/concepts/security/pod-security-standards/).

## Fix safety
- Breaking: a program that needs a device
  stops working.
- Grant what it needs by itself.

| before | after |
|---|---|
| true | false |

```yaml,bad
privileged: true
```
";

#[test]
fn an_explanation_is_filled_to_the_width() {
    let style = TextStyle { width: 60, ..TextStyle::default() };
    let expected = "\
POD001 privileged-container: Container is privileged
high, fix: breaking, since 0.1

What it does
Finds containers with `privileged: true`, of every kind:
init containers, sidecars and ephemeral ones too, see the
standards
(https://kubernetes.io/docs/concepts/security/pod-security-standards/).

Fix safety
  - Breaking: a program that needs a device stops working.
  - Grant what it needs by itself.

  before  after
  true    false

This is found:

    privileged: true

Frameworks
  pss-baseline  Privileged Containers, Second
  nsa-cisa      Pod security

In other tools
  trivy  KSV-0017, KSV-0018
";
    assert_eq!(written(|out| write_explain(&PRIVILEGED, DOCUMENTATION, &style, out)), expected);
}

#[test]
fn an_explanation_is_coloured_and_says_the_same() {
    let plain = written(|out| write_explain(&MEMORY, DOCUMENTATION, &TextStyle::default(), out));
    let style = TextStyle { color: true, ..TextStyle::default() };
    let colored = written(|out| write_explain(&MEMORY, DOCUMENTATION, &style, out));
    assert!(colored.contains("\u{1b}[1mWhat it does\u{1b}[0m"), "{colored}");
    let parts = colored.split('\u{1b}').enumerate();
    let stripped = parts.map(|(index, part)| if index == 0 { part } else { part.split_once('m').unwrap().1 });
    assert_eq!(stripped.collect::<String>(), plain);
}
