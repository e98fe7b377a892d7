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

#[test]
fn who_is_exempt_is_noted_and_users_are_judged_all_the_same() {
    let folder = Folder::with("web.yaml", PLAIN);
    folder.file("old.yaml", PLAIN.replace("shop", "legacy"));
    let config = "\
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
- name: PodSecurity
  configuration:
    apiVersion: pod-security.admission.config.k8s.io/v1
    kind: PodSecurityConfiguration
    defaults: {enforce: restricted}
    exemptions:
      usernames: [system:serviceaccount:ci:deployer, bob]
      namespaces: [legacy]
";
    folder.file("admission.conf", config);
    let words = ["pss", "--namespaces", "--admission-config", "admission.conf"];
    let json = folder.run(&[&words[..], &["-o", "json"]].concat()).exits(1).json();
    let allowed: Vec<_> = rows(&json).iter().filter(|row| row.0 == "enforce").map(|row| row.4).collect();
    assert_eq!(allowed, [true, false], "the exempt namespace, and nothing for the sake of a user");
    let notes: Vec<_> = json["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| (note["kind"].as_str().unwrap(), note["examples"].to_string()))
        .collect();
    let expected = [
        ("exempt-pods", r#"["Deployment legacy/web"]"#.to_owned()),
        ("exempt-users", r#"["bob","system:serviceaccount:ci:deployer"]"#.to_owned()),
    ];
    assert_eq!(notes, expected);
    let run = folder.run(&words);
    assert!(run.stdout().contains("2 users exempt by the admission configuration: who will send"));
}

#[test]
fn the_api_servers_version_bounds_that_of_the_standards() {
    let sysctl = "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec: {securityContext: {sysctls: [{name: net.ipv4.tcp_rmem, value: '1'}]}, containers: [{name: a, image: a}]}\n";
    let folder = Folder::with("a.yaml", sysctl);
    folder.run(&["pss", "--level", "baseline"]).exits(0);
    folder.run(&["pss", "--level", "baseline", "--kubernetes-version", "1.31"]).exits(1);
    let newer = ["pss", "--level", "baseline", "--kubernetes-version", "1.31", "--policy-version", "1.36"];
    let json = folder.run(&[&newer[..], &["-o", "json"]].concat()).exits(1).json();
    assert_eq!(json["results"][0]["version"], "v1.36", "as it was asked for");
    assert_eq!(
        (&json["notes"][0]["kind"], &json["notes"][0]["examples"][0]),
        (&"newer-policy-version".into(), &"v1.36".into())
    );
}
