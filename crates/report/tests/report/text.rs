//! Text for people.

use std::sync::Arc;

use finding::{
    Finding, Fix, Incomplete, IncompleteReason, Location, Note, Safety, Severity, SourceEdit, message,
};
use manifest::{Source, Span, edit::Edit};
use proptest::prelude::*;
use report::{Detail, Format, TextStyle};
use unicode_width::UnicodeWidthStr;

use crate::fixture::*;

/// Compares line by line, so that a difference can be read.
fn assert_text(actual: &str, expected: &str) {
    let trimmed = expected.strip_prefix('\n').unwrap_or(expected);
    assert!(actual == trimmed, "\n--- expected\n{trimmed}\n--- actual\n{actual}\n---");
}

#[test]
fn reads_like_a_compiler() {
    assert_text(
        &everything().text(),
        r#"
high[POD001 privileged-container]: container `chart` is privileged (3 places)
 --> chart:2:13
  |
2 | privileged: true
  |             ^^^^
  |
  = in Deployment shop/api
  = rendered from chart/templates/api.yaml, value `privileged`
also: in 2 other places
  shop/api v2.yaml:14:23  Deployment shop/api
  Node worker 1                                [x](y) {0}

incomplete[unparsed]: found `:`, expected a value
  --> shop/api v2.yaml:11:11
   |
11 |           limits:
   |           ^^^^^^^

incomplete[unreadable]: permission denied
 --> locked.yaml

note: 7 files without a Kubernetes object skipped: ci.yaml, play.yaml, …

  3  high      POD001  privileged-container

3 objects judged for Kubernetes v1.37: 3 high; 2 suppressed; 2 parts could not be judged
"#,
    );
}

#[test]
fn every_finding_has_its_evidence_and_its_fix() {
    assert_text(
        everything().every().split_once("high[POD001 privileged-container]: container `[x]").unwrap().0,
        r#"
high[POD001 privileged-container]: container `b` is privileged
 --> anchors.yaml:2:15
  |
2 |   privileged: true
  |               ^^^^
  |
  = in Deployment shop/api
  = suppressed by exception: legacy
note: used here through an alias
 --> anchors.yaml:3:4
  |
3 | b: *x
  |    ^^

high[POD001 privileged-container]: container `chart` is privileged
 --> chart:2:13
  |
2 | privileged: true
  |             ^^^^
  |
  = in Deployment shop/api
  = rendered from chart/templates/api.yaml, value `privileged`

high[POD001 privileged-container]: container `api` is privileged
  --> shop/api v2.yaml:14:23
   |
14 |           privileged: true
   |                       ^^^^
   |
   = in Deployment shop/api, spec.template.spec.containers[name=api].securityContext.privileged
   = raised from medium: reachable from Ingress shop/web
note: the image that runs
  --> shop/api v2.yaml:9:16
   |
 9 |         image: api:1
   |                ^^^^^
note: exposed by
  --> Service shop/api
help: set false (may break what works now)
   |
14 -           privileged: true
14 +           privileged: false

"#,
    );
}

#[test]
fn what_is_absent_is_shown_at_the_key_that_lacks_it() {
    let api = source("api.yaml", API);
    let lacks = |text: &str, field: &str| {
        let mut finding = finding(&MEMORY, message!("no limit"), absent(&api, text));
        finding.field = field.into();
        Outcome::of(vec![finding]).text()
    };
    let limits = lacks("cpu: 1", "spec.template.spec.containers[name=api].resources.limits.memory");
    assert!(
        limits.contains("11 |           limits:\n   |           ^^^^^^ `memory` is not set here\n"),
        "{limits}"
    );
    let container = lacks(
        "name: api\n        image: api:1\n",
        "spec.template.spec.containers[name=api].resources.limits.memory",
    );
    assert!(
        container.contains(
            "8 |       - name: api\n  |         ^^^^^^^^^ `resources.limits.memory` is not set here\n"
        ),
        "{container}"
    );
    let flow = lacks("{name: api, namespace: shop}", "metadata.labels");
    assert!(flow.contains("^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `labels` is not set here\n"), "{flow}");
}

#[test]
fn a_fix_that_inserts_shows_the_line_above_it() {
    let api = source("api.yaml", API);
    let end = span(&api, "image: api:1").end;
    let mut finding = finding(&MEMORY, message!("no limit"), at(&api, "api:1"));
    let edit = Edit { span: Span { start: end, end }, text: "\n        imagePullPolicy: Always".into() };
    finding.fix = Some(Box::new(Fix {
        safety: Safety::NeedsEvidence,
        title: "set imagePullPolicy: Always".into(),
        needs: "the registry answers whenever a Pod starts".into(),
        edits: vec![SourceEdit { source: Arc::clone(&api), edit }],
    }));
    let text = Outcome::of(vec![finding]).text();
    let expected = "\
help: set imagePullPolicy: Always (safe if the registry answers whenever a Pod starts)
   |
 9 |         image: api:1
10 +         imagePullPolicy: Always
";
    assert!(text.contains(expected), "{text}");
}

#[test]
fn many_that_say_the_same_read_as_one() {
    let api = source("api.yaml", API);
    let findings = (0..30).map(|number| {
        let name = format!("worker-{number}");
        let mut finding =
            finding(&PRIVILEGED, message!("container `{}` is privileged", name), at(&api, "true"));
        finding.object = object("Deployment", "shop", &name);
        finding
    });
    let text = Outcome::of(findings.collect()).text();
    assert_eq!(text.matches("high[").count(), 1, "{text}");
    assert!(text.contains("container `worker-0` is privileged (30 places)\n"), "{text}");
    assert!(
        text.contains("also: in 29 other places\n  api.yaml:14:23  Deployment shop/worker-1\n"),
        "{text}"
    );
    assert!(text.contains("  … and 21 more: --verbose shows each\n"), "{text}");
}

/// The places of one object stand on one line, with what is different in each.
#[test]
fn an_object_is_named_once() {
    let api = source("api.yaml", API);
    let capability = |container: &str, capability: &str| {
        finding(&PRIVILEGED, message!("container `{}` adds `{}`", container, capability), at(&api, "true"))
    };
    let text = Outcome::of(vec![
        capability("api", "SYS_ADMIN"),
        capability("api", "SYS_TIME"),
        capability("log", "SYS_ADMIN"),
        capability("log", "NET_RAW"),
    ])
    .text();
    assert!(text.contains("also: in 3 other places\n"), "{text}");
    assert!(text.contains("  Deployment shop/api  api SYS_TIME, log SYS_ADMIN, NET_RAW\n"), "{text}");
}

/// What another rule says of the same places, and of no others, stands beside it.
#[test]
fn what_is_said_of_the_same_places_reads_as_one() {
    let api = source("api.yaml", API);
    let privileged = finding(&PRIVILEGED, message!("container `{}` is privileged", "api"), at(&api, "true"));
    let beside = finding(&MEMORY, message!("container `{}` takes all memory", "api"), at(&api, "true"));
    let elsewhere = finding(&MEMORY, message!("container `{}` takes all memory", "log"), at(&api, "api:1"));
    let text = Outcome::of(vec![privileged.clone(), beside.clone()]).text();
    let said = "  = also medium [OPS001 unlimited-memory]: container `api` takes all memory\n";
    assert!(text.contains(said) && !text.contains("\nmedium["), "{text}");
    let text = Outcome::of(vec![privileged, beside, elsewhere]).text();
    assert!(!text.contains("= also") && text.contains("\nmedium[OPS001 unlimited-memory]"), "{text}");
}

/// What matters least is counted, with the place of the first, and it is said how to see it.
#[test]
fn what_is_below_a_severity_is_only_counted() {
    let api = source("api.yaml", API);
    let memory = || finding(&MEMORY, message!("container `{}` takes all memory", "api"), at(&api, "api:1"));
    let privileged = finding(&PRIVILEGED, message!("container `{}` is privileged", "api"), at(&api, "true"));
    let style = TextStyle { counted_below: Severity::High, ..TextStyle::default() };
    let outcome = Outcome::of(vec![privileged, memory(), memory()]);
    let text = outcome.write(Format::Text, &style);
    assert!(!text.contains("medium["), "{text}");
    assert_text(
        text.split_once("\n\n").unwrap().1,
        "
  1  high      POD001  privileged-container
  2  medium    OPS001  unlimited-memory  api.yaml:9:16, …

3 objects judged for Kubernetes v1.37: 1 high, 2 medium
findings below high are only counted above: --min-severity info shows them
",
    );
    assert!(outcome.text().contains("medium["));
    let every = TextStyle { detail: Detail::Every, ..style };
    assert!(outcome.write(Format::Text, &every).contains("medium["));
}

#[test]
fn nothing_found_is_one_line() {
    assert_eq!(Outcome::of(Vec::new()).text(), "3 objects judged for Kubernetes v1.37: no findings\n");
}

#[test]
fn one_line_each_for_editors_and_problem_matchers() {
    let style = TextStyle { detail: Detail::Lines, ..TextStyle::default() };
    assert_text(
        &everything().write(Format::Text, &style),
        "
chart:2:13: high: container `chart` is privileged [POD001]
shop/api v2.yaml:14:23: high: container `api` is privileged [POD001]
Node worker 1: high: container `[x](y) {0}` is privileged [POD001]
shop/api v2.yaml:11:11: incomplete: found `:`, expected a value [unparsed]
locked.yaml: incomplete: permission denied [unreadable]
",
    );
    assert_eq!(Outcome::of(Vec::new()).write(Format::Text, &style), "");
}

#[test]
fn colours_only_where_they_are_wanted() {
    assert!(!everything().every().contains('\u{1b}'));
    let style = TextStyle { color: true, detail: Detail::Every, ..TextStyle::default() };
    let colored = everything().write(Format::Text, &style);
    let stripped = colored.split('\u{1b}').enumerate().map(|(index, part)| match index {
        0 => part,
        _ => part.split_once('m').expect("only colours").1,
    });
    assert_eq!(stripped.collect::<String>(), everything().every());
}

#[test]
fn long_lines_are_cut_around_the_caret() {
    let line = format!("args: [{}\"--insecure\", {}]", "\"--flag\", ".repeat(500), "\"日本\", ".repeat(500));
    let long = source("long.yaml", &line);
    let text = Outcome::of(vec![finding(&PRIVILEGED, message!("insecure"), at(&long, "--insecure"))]).text();
    let excerpt = text.lines().nth(3).unwrap();
    let carets = text.lines().nth(4).unwrap();
    assert!(
        text.starts_with("high[POD001 privileged-container]: insecure\n --> long.yaml:1:5009\n"),
        "{text}"
    );
    assert!(excerpt.starts_with("1 | …") && excerpt.ends_with('…'), "{excerpt}");
    let place = excerpt[..excerpt.find("--insecure").unwrap()].chars().count();
    assert_eq!(carets.find("^^^^^^^^^^").unwrap(), place, "{excerpt}\n{carets}");
    assert!(excerpt.chars().count() <= 100);
}

/// Before and after are cut alike, and what changes is in sight.
#[test]
fn long_fixes_are_cut_around_what_changes() {
    let line =
        format!("args: [{}], privileged: true, {}", "\"--flag\", ".repeat(500), "a: 日本, ".repeat(500));
    let long = source("long.yaml", &line);
    let fixed = Finding {
        fix: Some(Box::new(replace(&long, "true", "false"))),
        ..finding(&PRIVILEGED, message!("insecure"), at(&long, "true"))
    };
    let text = Outcome::of(vec![fixed]).text();
    let row = |sign: &str| text.lines().find(|line| line.starts_with(sign)).unwrap();
    let (removed, added) = (row("1 - …"), row("1 + …"));
    assert_eq!(removed.find("true"), added.find("false"), "{text}");
    assert!(removed.contains("privileged: true, a") && removed.ends_with('…'), "{text}");
    assert!(added.width() <= 100 && removed.width() <= 100, "{text}");
}

#[test]
fn carets_stand_under_wide_characters_and_behind_tabs() {
    let wide = source("wide.yaml", "a:\t\"日本\" # true\n");
    let text = Outcome::of(vec![finding(&PRIVILEGED, message!("wide"), at(&wide, "\"日本\""))]).text();
    assert!(text.contains("1 | a:    \"日本\" # true\n  |       ^^^^^^\n"), "{text}");
}

/// What would steer a terminal does not, wherever it comes from.
#[test]
fn input_cannot_steer_the_terminal() {
    let hostile = "\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}";
    let file = source(&format!("{hostile}.yaml"), &format!("a: {hostile}\n"));
    let mut bad = finding(&PRIVILEGED, message!("container `{}`", hostile), at(&file, hostile));
    bad.object = object(hostile, hostile, hostile);
    bad.field = hostile.into();
    bad.fix = Some(Box::new(replace(&file, hostile, "b")));
    bad.related = vec![related(hostile, Some(object("Pod", "", hostile)), Location::Live)];
    let mut outcome = Outcome::of(vec![bad.clone(), bad]);
    outcome.notes = vec![Note { kind: "skipped-file", count: 1, examples: vec![hostile.into()] }];
    outcome.incomplete = vec![Incomplete {
        reason: IncompleteReason::Unreadable,
        location: None,
        file: Some(hostile.into()),
        message: hostile.into(),
    }];
    for detail in [Detail::Lines, Detail::Grouped, Detail::Every] {
        let text = outcome.write(Format::Text, &TextStyle { detail, ..TextStyle::default() });
        let steering =
            |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
        assert!(!text.contains(steering), "{text:?}");
    }
}

proptest! {
    /// Any text, any range: nothing panics, no line of an excerpt is wider than it may be, nothing steers.
    #[test]
    fn any_text_can_be_shown(
        text in "([a-z日\u{1b}\t\r\u{202e}\u{301} :{-]{0,120}\n){0,6}",
        places in proptest::collection::vec((0..700_usize, 0..300_usize, any::<bool>()), 1..5),
        width in 40..160_usize,
    ) {
        let file: Arc<Source> = source("any.yaml", &text);
        let clamp = |place: usize| file.text().floor_char_boundary(place.min(file.text().len())) as u32;
        let findings = places.iter().map(|(start, length, is_absent)| {
            let span = Span { start: clamp(*start), end: clamp(start + length) };
            let (source, alias) = (Arc::clone(&file), Some(span));
            let location = match is_absent {
                true => Location::Absent { source, span, alias },
                false => Location::Source { source, span, alias },
            };
            let mut finding = finding(&PRIVILEGED, message!("said"), location);
            let edit = Edit { span, text: text.clone() };
            finding.fix = Some(Box::new(Fix {
                safety: Safety::Safe,
                title: "do".into(),
                needs: "".into(),
                edits: vec![SourceEdit { source: Arc::clone(&file), edit }],
            }));
            finding
        });
        let outcome = Outcome::of(findings.collect());
        for detail in [Detail::Lines, Detail::Grouped, Detail::Every] {
            let text = outcome.write(Format::Text, &TextStyle { width, detail, ..TextStyle::default() });
            let steering = |character: char| (character.is_control() && character != '\n') || character == '\u{202e}';
            prop_assert!(!text.contains(steering), "{:?}", text);
            for line in text.lines().filter(|line| line.contains(" | ")) {
                prop_assert!(line.width() <= width, "{}: {}", width, line);
            }
        }
    }
}
