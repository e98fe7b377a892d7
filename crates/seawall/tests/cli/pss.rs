//! `seawall pss`.

use serde_json::Value;

use crate::support::{Folder, HARMLESS, PRIVILEGED};

const PLAIN: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: a, image: a}]
";

fn rows(document: &Value) -> Vec<(&str, &str, &str, &str, bool)> {
    let text =
        |row: &'_ Value, key: &str| -> &'static str { row[key].as_str().unwrap_or("").to_owned().leak() };
    let results = document["results"].as_array().unwrap();
    results
        .iter()
        .map(|row| {
            (
                text(row, "mode"),
                text(row, "via"),
                text(row, "level"),
                text(row, "version"),
                row["allowed"].as_bool().unwrap(),
            )
        })
        .collect()
}

#[test]
fn a_given_level_and_version_judges_pods_and_templates() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file("b.yaml", PLAIN);
    folder.file("c.yaml", HARMLESS);
    let run = folder.run(&["pss", "--level", "baseline", "--policy-version", "1.36", "-o", "json"]);
    let json = run.exits(1).json();
    assert_eq!(json["schema"], "seawall.pss/v1");
    assert_eq!(
        rows(&json),
        [("given", "", "baseline", "v1.36", false), ("given", "", "baseline", "v1.36", true)]
    );
    let message = "privileged (container \"a\" must not set securityContext.privileged=true)";
    assert_eq!(json["results"][0]["message"], message);
    assert_eq!(json["results"][1]["message"], "");
    assert_eq!(json["results"][0]["object"]["name"], "bad");
    assert_eq!(json["results"][0]["file"], "a.yaml");
    folder.run(&["pss", "--level", "privileged"]).exits(0);
    folder.run(&["pss", "--level", "baseline", "b.yaml"]).exits(0);
    folder.run(&["pss", "b.yaml"]).exits(1);
}

#[test]
fn text_is_the_sentence_of_kubectl() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    let run = folder.run(&["pss", "--level", "baseline", "--policy-version", "v1.36"]);
    let sentence = "pods \"bad\" is forbidden: violates PodSecurity \"baseline:v1.36\": privileged (container \"a\" must not set securityContext.privileged=true)";
    assert!(run.stdout().contains(sentence), "{}", run.stdout());
}

fn namespace(labels: &str) -> String {
    format!("apiVersion: v1\nkind: Namespace\nmetadata: {{name: shop, labels: {{{labels}}}}}\n")
}

#[test]
fn labels_of_namespaces_decide() {
    let folder = Folder::with(
        "ns.yaml",
        namespace(
            "pod-security.kubernetes.io/enforce: baseline, pod-security.kubernetes.io/warn: restricted",
        ),
    );
    folder.file("web.yaml", PLAIN);
    let run = folder.run(&["pss", "--namespaces", "-o", "json"]);
    let expected = [
        ("enforce", "pods", "baseline", "latest", true),
        ("warn", "", "restricted", "latest", false),
        ("audit", "", "privileged", "latest", true),
    ];
    assert_eq!(rows(&run.exits(0).json()), expected, "warnings never count");
    folder.file("ns.yaml", namespace("pod-security.kubernetes.io/enforce: restricted"));
    folder.run(&["pss", "--namespaces"]).exits(1);
}

#[test]
fn a_namespace_that_is_not_there_is_incomplete_without_defaults() {
    let folder = Folder::with("web.yaml", PLAIN);
    let run = folder.run(&["pss", "--namespaces", "-o", "json"]);
    let json = run.exits(3).json();
    assert_eq!(json["incomplete"][0]["reason"], "unknown");
    assert!(
        json["incomplete"][0]["message"].as_str().unwrap().contains("Namespace \"shop\" is not in the input")
    );

    let defaults = "apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\ndefaults: {enforce: restricted, enforce-version: v1.30}\n";
    let config = folder.file("admission.conf", defaults);
    let config = config.to_str().unwrap();
    let run = folder.run(&["pss", "--namespaces", "--admission-config", config, "-o", "json"]);
    assert_eq!(rows(&run.exits(1).json())[0], ("enforce", "pods", "restricted", "v1.30", false));
    folder.file("admission.conf", format!("{defaults}exemptions: {{namespaces: [shop]}}\n"));
    folder.run(&["pss", "--namespaces", "--admission-config", config]).exits(0);
}

#[test]
fn wrong_words_are_2() {
    let folder = Folder::with("web.yaml", PLAIN);
    folder.run(&["pss", "--level", "strict"]).exits(2);
    folder.run(&["pss", "--policy-version", "36"]).exits(2).says("1.36");
    folder.run(&["pss", "--level", "baseline", "--namespaces"]).exits(2);
    folder.run(&["pss", "--admission-config", "x"]).exits(2);
    folder.run(&["pss", "--namespaces", "--admission-config", "absent"]).exits(2).says("absent");
    folder.file("bad.conf", "apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\ndefaults: {enforce: loud}\n");
    folder
        .run(&["pss", "--namespaces", "--admission-config", "bad.conf"])
        .exits(2)
        .says("bad.conf:3: defaults.enforce");
}

#[test]
fn labels_that_the_api_server_refuses_are_incomplete() {
    let folder = Folder::with("ns.yaml", namespace("pod-security.kubernetes.io/enforce: loud"));
    let json = folder.run(&["pss", "--namespaces", "-o", "json"]).exits(3).json();
    assert_eq!(json["incomplete"][0]["reason"], "malformed");
}

#[test]
fn a_pod_that_cannot_be_decoded_is_incomplete_and_has_no_row() {
    let folder =
        Folder::with("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: 5}\n");
    let json = folder.run(&["pss", "-o", "json"]).exits(3).json();
    assert_eq!((rows(&json).len(), &json["incomplete"][0]["reason"]), (0, &"malformed".into()));
}

#[test]
fn host_ports_that_the_api_server_fills_in_are_noted() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostNetwork: true, containers: [{name: a, image: a, ports: [{containerPort: 80}]}]}\n";
    let json = Folder::with("a.yaml", pod).run(&["pss", "-o", "json"]).exits(1).json();
    assert_eq!(json["notes"][0]["kind"], "host-ports-defaulted");
}
