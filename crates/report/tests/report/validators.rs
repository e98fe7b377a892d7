//! Others' validators: the JSON Schema validator of Python over our schemas, and the SARIF Multitool, which
//! `cargo xtask setup` installs into the cache.
#![expect(clippy::disallowed_methods, reason = "a test hands files to programs")]

use std::env::consts::EXE_SUFFIX;
use std::path::Path;
use std::process::Command;

use report::{Format, ListFormat, PodSecurity, TextStyle, write_checks, write_pss};
use serde_json::Value;

use crate::fixture::{API, Outcome, PRIVILEGED, at, everything, finding, source};
use crate::judged::judged;
use crate::pss::rows;
use finding::message;

#[test]
fn findings_follow_their_schema() {
    for outcome in [everything(), judged(), Outcome::of(Vec::new())] {
        follows("findings.v1.json", outcome.write(Format::Json, &TextStyle::default()).as_bytes());
    }
}

#[test]
fn checks_follow_their_schema() {
    let mut out = Vec::new();
    write_checks(::checks::rules(), ListFormat::Json, &TextStyle::default(), &mut out).unwrap();
    follows("checks.v1.json", &out);
}

#[test]
fn pod_security_follows_its_schema() {
    let (rows, outcome) = (rows(), everything());
    let answers = PodSecurity { rows: &rows, incomplete: &outcome.incomplete, notes: &outcome.notes };
    let mut out = Vec::new();
    write_pss(&answers, ListFormat::Json, &TextStyle::default(), &mut out).unwrap();
    follows("pss.v1.json", &out);
}

/// The Multitool checks the standard's schema, its rules, and what GitHub's code scanning asks for.
#[test]
fn sarif_is_valid_for_code_scanning() {
    for outcome in [everything(), judged(), Outcome::of(Vec::new())] {
        let sarif = outcome.write(Format::Sarif, &TextStyle::default());
        let Some(complaints) = multitool(&sarif) else { return };
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
}

/// Complaints that are none: the tool has no address on the web that could be given.
const NO_ADDRESS: &str = "SARIF2005";

/// What is wrong is found: the validator really judges.
#[test]
fn the_multitool_finds_what_is_wrong() {
    let api = source("api.yaml", API);
    let privileged = finding(&PRIVILEGED, message!("container is privileged"), at(&api, "true"));
    let sarif = Outcome::of(vec![privileged]).write(Format::Sarif, &TextStyle::default());
    let wrong =
        sarif.replace("\"startLine\":14", "\"startLine\":15").replace("\"ruleIndex\":0", "\"ruleIndex\":7");
    assert_ne!(sarif, wrong);
    let Some(complaints) = multitool(&wrong) else { return };
    assert!(complaints.iter().any(|complaint| complaint.contains("SARIF1007")), "{complaints:?}");
}

/// Fails where the document does not follow the schema of that name in `docs/schema`.
fn follows(schema: &str, document: &[u8]) {
    let Some(program) = testkit::installed(&format!("JSON Schema {schema}"), "python/bin/jsonschema") else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.json");
    std::fs::write(&file, document).unwrap();
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema").join(schema);
    let output = Command::new(program).arg("--instance").arg(&file).arg(&schema).output().unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {said}", schema.display());
}

/// What the Multitool has to say, errors and warnings; nothing where it is not installed.
fn multitool(sarif: &str) -> Option<Vec<String>> {
    // The package's own script hands arguments to a shell without quoting them.
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let program =
        format!("node/node_modules/@microsoft/sarif-multitool-{system}/Sarif.Multitool{EXE_SUFFIX}");
    let program = testkit::installed("SARIF Multitool", &program)?;
    // The Multitool does not look into folders whose names begin with a dot.
    let folder = tempfile::Builder::new().prefix("seawall").tempdir().unwrap();
    let (file, answer) = (folder.path().join("seawall.sarif"), folder.path().join("answer.sarif"));
    std::fs::write(&file, sarif).unwrap();
    let mut command = Command::new(program);
    command.arg("validate").args(["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]);
    let output = command.arg("--output").arg(&answer).arg(&file).output().unwrap();
    let text = std::fs::read_to_string(&answer)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stdout)));
    let answer: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap();
    let complaints = answer["runs"][0]["results"].as_array().unwrap().iter();
    let complaints = complaints.filter(|complaint| complaint["ruleId"] != NO_ADDRESS);
    Some(complaints.map(Value::to_string).collect())
}
