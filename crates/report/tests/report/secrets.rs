//! No secret is in any output: whatever is selected, wherever it stands, whatever is said of the lines around it.

use std::sync::Arc;

use checks::{Configuration, ParameterValue};
use finding::{Fix, Incomplete, IncompleteReason, Location, Related, Safety, SourceEdit, message};
use manifest::edit::Edit;
use manifest::{Limits, Provenance, Source, Span, documents};
use model::{Builder, Inventory, KubernetesVersion, Options};
use report::{Detail, Format, TextStyle};

use crate::fixture::{Outcome, PRIVILEGED, finding, object, source};

/// In each value; nothing else has it.
const MARK: &str = "hunter2";

const POD: &str = r#"
apiVersion: v1
kind: Pod
metadata:
  name: api
  namespace: shop
  annotations:
    example.com/token: hunter2-annotated
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"env":[{"name":"PASSWORD","value":"hunter2"}]}]}}
spec:
  containers:
  - name: api
    image: api:1 # not hunter2-in-a-value, please
    env:
    - {name: PASSWORD, value: hunter2}
    - name: TOKEN
      value: >-
        key hunter2
        hunter2
    - value: "hunter2\u0020escaped"
      name: API_KEY
    - name: DB_PASSWORD
      value: 'hunter2-in-a-value'
    - name: QUOTED_SECRET
      value: 'it''s hunter2'
    - name: DATABASE
      value: postgres://app:hunter2@db/app
    - name: SHARED
      value: &shared "redis://:hunter2-shared@cache"
    command: [run, "--token=hunter2-flow", --password, hunter2]
    args:
    - --port=1
    - --password=hunter2
    - --verbose
    - |
      export API_TOKEN=hunter2-in-a-script
      exec api
  - name: side
    env:
    - name: CACHE
      value: *shared
"#;

const CONFIG_MAP: &str = r"
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data:
  plain: fine
  password: |
    hunter2
  after: fine
  address: amqp://app:hunter2@queue
  'api.key': hunter2hunter2
";

const SECRET: &str = r"
apiVersion: v1
kind: Secret
metadata:
  name: db
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{stringData: {user: hunter2}}'
stringData:
  user: hunter2
  file: |
    one: hunter2
    hunter2

    three hunter2
data: {flow: hunter2}
";

const LIST: &str = r#"{
  "apiVersion": "v1",
  "kind": "List",
  "items": [
    {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}, "stringData": {"user": "hunter2"}},
    {
      "apiVersion": "v1",
      "kind": "Pod",
      "metadata": {"name": "api"},
      "spec": {
        "containers": [
          {
            "name": "api",
            "args": ["--token", "hunter2"],
            "env": [
              {
                "name": "DB_PASSWORD",
                "value": "hunter2"
              }
            ]
          }
        ]
      }
    }
  ]
}
"#;

const CUSTOM: &str = r"
apiVersion: example.com/v1
kind: Database
metadata: {name: db}
spec:
  password: hunter2
  url: postgres://app:hunter2@db
  rollout:
    containers:
    - name: api
      image: api
      env:
      - {name: PASSWORD, value: hunter2}
";

fn inventory(provenance: Provenance) -> (Inventory, Vec<Arc<Source>>) {
    let version = KubernetesVersion::NEWEST;
    let mut builder =
        Builder::new(Options { namespace: None, complete: true, version, scope: schema::scope });
    let mut sources = Vec::new();
    let files = [
        ("pod.yaml", POD),
        ("map.yaml", CONFIG_MAP),
        ("secret.yaml", SECRET),
        ("list.json", LIST),
        ("custom.yaml", CUSTOM),
    ];
    for (name, text) in files {
        let bytes = text.replace('\n', if name == "map.yaml" { "\r\n" } else { "\n" }).into_bytes();
        let source = Source::with_provenance(name, bytes, provenance.clone(), Limits::default()).unwrap();
        let source = Arc::new(source);
        for document in documents(&source) {
            builder.add(Arc::new(document.unwrap()));
        }
        sources.push(source);
    }
    (builder.finish(), sources)
}

fn configurations() -> Vec<Configuration> {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<String>>();
    let mut all = vec![Configuration::default()];
    all.extend(
        [&["POD"][..], &["SEC"], &["IMG001"], &["secret-in-config-map"]]
            .map(|select| Configuration { select: words(select), ..Configuration::default() }),
    );
    all.push(Configuration { ignore: words(&["SEC"]), ..Configuration::default() });
    let mut renamed = Configuration::default();
    for id in ["SEC001", "SEC003"] {
        let names = ParameterValue::List(words(&["nothing"]));
        renamed.parameters.entry(id.into()).or_default().insert("names".into(), names);
        renamed.severity.insert(id.into(), finding::Severity::Info);
    }
    all.push(renamed);
    all
}

/// Every line of a source, as a finding that points at it, shows it as evidence and moves it.
fn every_line(source: &Arc<Source>) -> impl Iterator<Item = finding::Finding> {
    let lines = source.text().lines().count() as u32;
    (1..=lines).map(move |number| {
        let line = source.line(number);
        let location = Location::Source { source: Arc::clone(source), span: line, alias: None };
        let mut any = finding(&PRIVILEGED, message!("line {}", number), location.clone());
        any.object = object("Pod", "", "api");
        let text = source.slice(line).to_owned();
        let edits = vec![SourceEdit { source: Arc::clone(source), edit: Edit { span: line, text } }];
        any.fix =
            Some(Box::new(Fix { safety: Safety::Safe, title: "move it".into(), needs: "".into(), edits }));
        any.related = vec![Related { message: "here".into(), object: None, location }];
        any
    })
}

fn assert_nowhere(outcome: &Outcome) {
    for format in Format::ALL {
        for detail in [Detail::Lines, Detail::Grouped, Detail::Every] {
            let written = outcome.write(format, &TextStyle { detail, ..TextStyle::default() });
            let leak = written.lines().find(|line| line.contains(MARK));
            assert_eq!(leak, None, "{format:?} {detail:?}");
        }
    }
}

#[test]
fn no_secret_is_in_any_format_whatever_is_selected() {
    for provenance in [Provenance::File, Provenance::Rendered(Vec::new()), Provenance::Live] {
        let (inventory, sources) = inventory(provenance);
        for configuration in configurations() {
            let judged = checks::run(&inventory, &configuration);
            let mut outcome = Outcome { secrets: judged.secrets, ..Outcome::of(judged.findings) };
            assert_nowhere(&outcome);
            outcome.findings.extend(sources.iter().flat_map(every_line));
            assert_nowhere(&outcome);
        }
    }
}

/// The same for ConfigMaps of all kinds, whose secrets are known.
#[test]
fn no_secret_of_a_config_map_is_in_any_format() {
    for (number, map) in testkit::config_maps(7, 150).iter().enumerate() {
        let inventory = testkit::inventory(&map.manifest(&format!("map-{number}")));
        let judged =
            checks::run(&inventory, &Configuration { ignore: vec!["SEC".into()], ..Default::default() });
        let Some(object) = inventory.objects().first() else { panic!("it is an object") };
        let findings = judged.findings.into_iter().chain(every_line(object.document().source())).collect();
        let outcome = Outcome { secrets: judged.secrets, ..Outcome::of(findings) };
        for format in Format::ALL {
            let written = outcome.write(format, &TextStyle { detail: Detail::Every, ..TextStyle::default() });
            // A word such as `admin` may stand elsewhere and mean something else.
            for secret in map.secrets.iter().filter(|secret| secret.len() > 12) {
                let leaks = secret.lines().any(|line| written.contains(line) && !line.starts_with("-----"));
                assert!(
                    !leaks,
                    "{format:?}, {number}: {}",
                    map.data.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(" ")
                );
            }
        }
    }
}

/// What a mask must leave: the names, and what is beside a secret.
#[test]
fn what_is_beside_a_secret_is_shown() {
    let (inventory, sources) = inventory(Provenance::File);
    let judged =
        checks::run(&inventory, &Configuration { select: vec!["REF".into()], ..Configuration::default() });
    let findings = sources.iter().flat_map(every_line).collect();
    let text = Outcome { secrets: judged.secrets, ..Outcome::of(findings) }.every();
    for shown in [
        "     example.com/token: [hidden]\n",
        "     image: api:1 # not [hidden], please\n",
        "     - {name: PASSWORD, value: [hidden]}\n",
        "       value: '[hidden]'\n",
        "       value: postgres://app:[hidden]@db/app\n",
        "     - --port=1\n",
        "     - --password=[hidden]\n",
        "     - --verbose\n",
        "   plain: fine\n",
        "   after: fine\n",
        "   address: amqp://app:[hidden]@queue\n",
        "                 \"value\": \"[hidden]\"\n",
        "   password: [hidden]\n",
        "   url: postgres://app:[hidden]@db\n",
    ] {
        assert!(text.contains(shown), "{shown}\n{text}");
    }
}

/// A fix that would move a secret is still named.
#[test]
fn a_fix_that_moves_a_secret_is_only_named() {
    let (inventory, sources) = inventory(Provenance::File);
    let judged = checks::run(&inventory, &Configuration::default());
    let moving = every_line(&sources[0]).find(|finding| {
        let edit = &finding.fix.as_ref().unwrap().edits[0];
        edit.edit.text.contains("value: 'hunter2-in-a-value'")
    });
    let outcome = Outcome { secrets: judged.secrets, ..Outcome::of(vec![moving.unwrap()]) };
    assert!(outcome.text().contains("help: move it"), "{}", outcome.text());
    let json = outcome.json();
    assert_eq!(json["findings"][0]["fix"], serde_json::json!({"safety": "safe", "title": "move it"}));
    assert!(outcome.sarif()["runs"][0]["results"][0].get("fixes").is_none());
}

/// What does not parse was judged by nobody.
#[test]
fn what_could_not_be_read_hides_what_looks_like_a_secret() {
    let texts = [
        "kind: Secret\nstringData:\n  user: \"hunter2\n",
        "kind: Pod\nspec:\n- name: PASSWORD\n  value: \"hunter2\n",
        "kind: Pod\nspec:\n- password: hunter2: x\n",
        "kind: Pod\nspec:\n- [\"--token=hunter2]\n",
        "kind: ConfigMap\ndata:\n  key.pem: |\nMIIEpAIBAAKCAQEAz9kXhunter2kXq3mVt8\n",
        "kind: ConfigMap\ndata:\n  url: {postgres://app:hunter2@db\n",
    ];
    for text in texts {
        let file = source("broken.yaml", text);
        let lines = 1..=text.lines().count() as u32;
        let incomplete = lines.map(|line| Incomplete {
            reason: IncompleteReason::Unparsed,
            location: Some(Location::Source {
                source: Arc::clone(&file),
                span: file.line(line),
                alias: None,
            }),
            file: None,
            message: "unexpected".into(),
        });
        let incomplete = incomplete.collect();
        let outcome = Outcome { incomplete, ..Outcome::of(Vec::new()) };
        assert_nowhere(&outcome);
        assert!(outcome.text().contains("| kind: "), "the rest is shown: {}", outcome.text());
    }
}

/// Messages of other tools quote what they were given.
#[test]
fn what_other_tools_say_holds_no_secret() {
    let (inventory, _) = inventory(Provenance::File);
    let judged = checks::run(&inventory, &Configuration::default());
    let message = "helm: values: password: hunter2; and `hunter2-in-a-value` is no number";
    let mut incomplete = [Incomplete {
        reason: IncompleteReason::Unrendered,
        location: None,
        file: None,
        message: message.into(),
    }];
    checks::hide_in_incomplete(&mut incomplete, &judged.secrets);
    assert_eq!(incomplete[0].message, "helm: values: password: [hidden]; and `[hidden]` is no number");
}

/// Not even a hash of a secret is told: fingerprints do not depend on its value.
#[test]
fn fingerprints_do_not_depend_on_secrets() {
    let prints = |value: &str| -> Vec<u64> {
        let text = POD.replace(MARK, value);
        let judged = checks::run(&testkit::inventory(&text), &Configuration::default());
        judged.findings.iter().map(|finding| finding.fingerprint).collect()
    };
    assert_eq!(prints("hunter2"), prints("fisher9"));
}

/// A span of nothing, at the very end.
#[test]
fn empty_places_are_no_trouble() {
    let file = source("empty.yaml", "");
    let location =
        Location::Source { source: Arc::clone(&file), span: Span { start: 0, end: 0 }, alias: None };
    assert!(
        Outcome::of(vec![finding(&PRIVILEGED, message!("nothing"), location)]).text().contains("nothing")
    );
}
