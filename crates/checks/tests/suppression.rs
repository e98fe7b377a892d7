//! What suppresses a finding, what does not, and what is said of suppressions themselves.

use std::sync::Arc;

use checks::{Configuration, Exception, run};
use finding::{Finding, SuppressedBy};
use manifest::{Limits, Source};

fn configuration() -> Configuration {
    Configuration { today: "2026-06-15".to_owned(), ..Configuration::default() }
}

fn findings(yaml: &str, configuration: &Configuration) -> Vec<Finding> {
    run(&testkit::inventory(yaml), configuration).findings
}

/// `id` or, where it is suppressed, `id by reason until`, of the ids that begin with one of two letters' areas.
fn shown(yaml: &str, configuration: &Configuration, ids: &[&str]) -> Vec<String> {
    let show = |finding: &Finding| match &finding.suppressed {
        None => finding.rule.id.to_owned(),
        Some(suppressed) => {
            let until = suppressed.until.as_deref().unwrap_or("ever");
            format!("{} {:?} {} {until}", finding.rule.id, suppressed.by, suppressed.reason)
        }
    };
    let wanted = |finding: &&Finding| ids.iter().any(|id| finding.rule.id.starts_with(id));
    findings(yaml, configuration).iter().filter(wanted).map(show).collect()
}

fn pod(annotation: &str, container: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: api\n  annotations:\n    {annotation}\nspec:\n  hostPID: true\n  \
         containers:\n  - name: a\n    securityContext:\n      {container}\n  - name: b\n    securityContext:\n      \
         privileged: true\n"
    )
}

#[test]
fn an_annotation_covers_the_object() {
    let text = pod("seawall/ignore.POD001: needs the device; until 2026-06-15", "privileged: true");
    let expected = [
        "POD004",
        "POD001 Annotation needs the device 2026-06-15",
        "POD001 Annotation needs the device 2026-06-15",
    ];
    assert_eq!(shown(&text, &configuration(), &["POD001", "POD004", "CFG"]), expected);
}

#[test]
fn an_annotation_covers_one_container() {
    let text = pod("seawall/ignore.POD001.b: needs the device", "privileged: true");
    let expected = ["POD004", "POD001", "POD001 Annotation needs the device ever"];
    assert_eq!(shown(&text, &configuration(), &["POD001", "POD004", "CFG"]), expected);
}

#[test]
fn an_annotation_of_the_template_covers_the_workload() {
    let text = "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec:\n  template:\n    metadata:\n      \
                annotations: {seawall/ignore.POD004: watches processes}\n    spec:\n      hostPID: true\n      \
                containers: [{name: a}]\n";
    assert_eq!(
        shown(text, &configuration(), &["POD004", "CFG"]),
        ["POD004 Annotation watches processes ever"]
    );
}

#[test]
fn a_comment_at_the_end_covers_what_begins_on_its_line() {
    let text = pod("a: b", "privileged: true # seawall: ignore[POD001, OPS007] needs the device");
    let expected = ["CFG003", "POD001 Comment needs the device ever", "POD001"];
    let mut found = shown(&text, &configuration(), &["POD001", "CFG"]);
    found.sort_by_key(|line| !line.starts_with("CFG"));
    assert_eq!(found, expected);
}

#[test]
fn a_comment_above_covers_the_subtree() {
    let text = pod("a: b", "privileged: true")
        .replace("  - name: a\n", "  # seawall: ignore[POD001] the first one only\n  - name: a\n");
    assert_eq!(
        shown(&text, &configuration(), &["POD001", "CFG"]),
        ["POD001 Comment the first one only ever", "POD001"]
    );
}

#[test]
fn what_does_not_apply_is_said() {
    for (annotation, id) in [
        ("seawall/ignore.POD001: ''", "CFG001"),
        ("seawall/ignore.POD001: '; until 2027-01-31'", "CFG001"),
        ("seawall/ignore.POD001: soon gone; until 2026-06-14", "CFG002"),
        ("seawall/ignore.OPS007: not needed", "CFG003"),
        ("seawall/ignore.POD001.c: no such container", "CFG003"),
        ("seawall/ignore.POD0001: mistyped", "CFG004"),
        ("seawall/ignore.POD001: some day; until tomorrow", "CFG005"),
        ("seawall/ignore.POD001.a-container-with-a-name-that-is-far-too-long-for-a-key: long", "CFG005"),
    ] {
        let text = pod(annotation, "privileged: true");
        assert_eq!(
            shown(&text, &configuration(), &["CFG", "POD001"]),
            [id, "POD001", "POD001"],
            "{annotation}"
        );
    }
}

#[test]
fn a_check_that_takes_no_part_leaves_its_suppressions_alone() {
    let text = pod("seawall/ignore.OPS007: not needed", "privileged: true");
    let selected = Configuration { ignore: vec!["OPS".to_owned()], ..configuration() };
    assert_eq!(shown(&text, &selected, &["CFG"]), [""; 0]);
}

#[test]
fn inline_suppressions_can_be_ignored() {
    let text = pod("seawall/ignore.POD001: needs the device", "privileged: true");
    let configuration = Configuration { no_inline_suppressions: true, ..configuration() };
    assert_eq!(shown(&text, &configuration, &["POD001", "CFG"]), ["POD001", "POD001"]);
}

fn with_exception(exception: Exception) -> Configuration {
    let source = Source::new("seawall.toml", b"[[exception]]\n".to_vec(), Limits::default()).unwrap();
    Configuration { exceptions: vec![exception], source: Some(Arc::new(source)), ..configuration() }
}

#[test]
fn exceptions_match_by_all_their_globs() {
    let text = pod("a: b", "privileged: true");
    let exception = Exception {
        ids: vec!["privileged-container".to_owned()],
        kind: Some("P?d".to_owned()),
        name: Some("a*".to_owned()),
        container: Some("b".to_owned()),
        reason: "device".to_owned(),
        ..Exception::default()
    };
    let expected = ["POD001", "POD001 Exception device ever"];
    assert_eq!(shown(&text, &with_exception(exception.clone()), &["POD001", "CFG"]), expected);

    let elsewhere = Exception { namespace: Some("shop".to_owned()), ..exception };
    let findings = findings(&text, &with_exception(elsewhere));
    let about = findings.iter().find(|finding| finding.rule.id == "CFG003").expect("it covers nothing");
    assert_eq!(about.location.source().map(|source| &**source.name()), Some("seawall.toml"));
    assert_eq!(about.object.kind, "Configuration");
}

#[test]
fn what_stands_in_the_source_comes_before_exceptions() {
    let text = pod("seawall/ignore.POD004: watches", "privileged: false");
    let exception =
        Exception { ids: vec!["POD".to_owned()], reason: "all".to_owned(), ..Exception::default() };
    let findings = findings(&text, &with_exception(exception));
    let finding = findings.iter().find(|finding| finding.rule.id == "POD004").expect("a finding");
    assert_eq!(finding.suppressed.as_ref().map(|suppressed| suppressed.by), Some(SuppressedBy::Annotation));
    assert!(findings.iter().all(|finding| finding.rule.id != "CFG003"), "both are used");
}
