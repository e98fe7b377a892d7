//! Field paths and locations of real nodes.

use std::sync::Arc;

use finding::{Location, field_path, stable_field_path};
use manifest::{Document, Limits, Node, Provenance, Source, documents};

fn document(text: &str, provenance: Provenance) -> Document {
    let source = Source::with_provenance("a.yaml", text.as_bytes().to_vec(), provenance, Limits::default());
    documents(&Arc::new(source.unwrap())).next().expect("a document").unwrap()
}

/// The paths of all values of a document that are not collections.
fn paths(text: &str) -> Vec<String> {
    fn visit(root: Node<'_>, node: Node<'_>, paths: &mut Vec<String>) {
        if node.scalar().is_some() {
            paths.push(field_path(root, node));
        }
        node.entries().for_each(|entry| visit(root, entry.value, paths));
        node.items().for_each(|item| visit(root, item, paths));
    }
    let document = document(text, Provenance::File);
    let mut found = Vec::new();
    visit(document.root(), document.root(), &mut found);
    found
}

#[test]
fn items_stand_by_their_merge_key() {
    let text = "
spec:
  containers:
  - name: api
    env: [{name: MODE, value: fast}]
    ports: [{containerPort: 53}, {containerPort: 53, protocol: UDP}]
    volumeMounts: [{mountPath: /var/run, readOnly: true}]
  tolerations: [{key: a}]
  topologySpreadConstraints: [{topologyKey: zone, maxSkew: 1}]
  hostAliases: [{ip: 10.0.0.1}]
  volumes: [{emptyDir: {medium: Memory}}]
";
    let expected = [
        "spec.containers[name=api].name",
        "spec.containers[name=api].env[name=MODE].name",
        "spec.containers[name=api].env[name=MODE].value",
        "spec.containers[name=api].ports[containerPort=53].containerPort",
        "spec.containers[name=api].ports[containerPort=53,protocol=UDP].containerPort",
        "spec.containers[name=api].ports[containerPort=53,protocol=UDP].protocol",
        "spec.containers[name=api].volumeMounts[mountPath=/var/run].mountPath",
        "spec.containers[name=api].volumeMounts[mountPath=/var/run].readOnly",
        "spec.tolerations[0].key",
        "spec.topologySpreadConstraints[topologyKey=zone].topologyKey",
        "spec.topologySpreadConstraints[topologyKey=zone].maxSkew",
        "spec.hostAliases[ip=10.0.0.1].ip",
        "spec.volumes[0].emptyDir.medium",
    ];
    assert_eq!(paths(text), expected);
}

#[test]
fn ports_of_services_have_a_key_and_those_of_policies_have_none() {
    assert_eq!(paths("spec: {ports: [{port: 80}]}"), ["spec.ports[port=80].port"]);
    let policy = "spec: {ingress: [{ports: [{port: 80}]}]}";
    assert_eq!(paths(policy), ["spec.ingress[0].ports[0].port"]);
}

#[test]
fn odd_keys_and_values_are_quoted() {
    assert_eq!(paths("metadata: {labels: {a.b/c: x}}"), [r#"metadata.labels["a.b/c"]"#]);
    assert_eq!(paths(r#"{"a\"b\\c": 1, "": 2}"#), [r#"["a\"b\\c"]"#, r#"[""]"#]);
    assert_eq!(paths("volumes: [{name: 'a]b'}]"), [r#"volumes[name="a]b"].name"#]);
}

#[test]
fn a_path_begins_at_the_object() {
    let document = document("items: [{kind: Pod, spec: {hostPID: true}}]", Provenance::File);
    let item = document.root().get("items").and_then(|items| items.items().next()).unwrap();
    let node = item.path(&["spec", "hostPID"]).unwrap();
    assert_eq!(field_path(item, node), "spec.hostPID");
    assert_eq!(field_path(item, item), "");
}

#[test]
fn stable_paths_do_not_count() {
    let stable = |text: &str, index: usize| {
        let document = document(text, Provenance::File);
        let item = document.root().get("rules").and_then(|rules| rules.items().nth(index)).unwrap();
        stable_field_path(document.root(), item)
    };
    let alone = stable("rules: [{verbs: [get], resources: [pods]}]", 0);
    assert!(alone.starts_with("rules[#"), "{alone}");
    assert_eq!(
        alone,
        stable("rules:\n- {verbs: [list]}\n- resources:\n  - pods\n  verbs: [get] # same\n", 1)
    );
    assert_ne!(alone, stable("rules: [{verbs: [list], resources: [pods]}]", 0));
    assert_eq!(stable("containers: [{name: a}]\nrules: [{name: b}]", 0), stable("rules: [{name: b}]", 0));
}

const POD: &str = "kind: Pod\nbase: &base {privileged: true}\nspec: {hostPID: true, own: *base}\n";

fn of(path: &[&str], provenance: Provenance) -> Location {
    Location::of(document(POD, provenance).root().path(path).unwrap())
}

fn text(location: &Location) -> String {
    location.source().unwrap().slice(location.span().unwrap()).to_owned()
}

#[test]
fn in_a_source() {
    let location = of(&["spec", "hostPID"], Provenance::File);
    assert!(matches!(location, Location::Source { alias: None, .. }));
    assert_eq!(text(&location), "true");
}

#[test]
fn in_a_source_through_an_alias() {
    let location = of(&["spec", "own", "privileged"], Provenance::File);
    assert_eq!(text(&location), "true");
    let alias = location.alias().expect("the alias");
    assert_eq!(location.source().unwrap().slice(alias), "*base");
    assert!(location.span().unwrap().end < alias.start, "the range is that of the anchor's value");
}

#[test]
fn in_rendered_text() {
    let location = of(&["spec", "hostPID"], Provenance::Rendered(Vec::new()));
    assert!(matches!(location, Location::Rendered { .. }));
    assert_eq!(text(&location), "true");
}

#[test]
fn in_a_live_object() {
    let location = of(&["spec", "hostPID"], Provenance::Live);
    assert!(matches!(location, Location::Live));
    assert!(location.source().is_none() && location.span().is_none());
}

#[test]
fn absent_is_the_mapping_that_lacks_it() {
    let document = document(POD, Provenance::File);
    let location = Location::absent(document.root().get("spec").unwrap());
    assert!(matches!(location, Location::Absent { alias: None, .. }));
    assert_eq!(text(&location), "{hostPID: true, own: *base}");
    let through = Location::absent(document.root().path(&["spec", "own"]).unwrap());
    assert_eq!((text(&through), through.alias().is_some()), ("{privileged: true}".to_owned(), true));
}
