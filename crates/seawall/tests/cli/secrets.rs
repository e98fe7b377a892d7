//! No secret is in anything that the binary writes, whatever it is told to look at.

use crate::support::Folder;

/// In each secret, and in nothing else.
const MARK: &str = "hunter2";

/// Everything on one line, so that each finding shows it all.
const POD: &str = "\
apiVersion: v1
kind: Pod
metadata: {name: bad, namespace: shop}
spec:
  hostNetwork: true # with hunter2-in-a-comment
  containers:
  - {name: a, image: a, securityContext: {privileged: true}, env: [{name: PASSWORD, value: hunter2-in-a-comment}], args: [--token, hunter2-k3Zq8L]}
";

const LIST: &str = r#"{"apiVersion": "v1", "kind": "List", "items": [
{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "s"}, "stringData": {"user": "hunter2"}},
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}, "data": {"a.ini": "[db]\npassword = hunter2\n"}},
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"hostPID": true, "containers": [{"name": "a", "env": [{"name": "DB_PASSWORD", "value": "hunter2"}]}]}}
]}"#;

/// Does not parse, at the line of the secret.
const BROKEN: &str = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  user: \"hunter2\n";

const WRONG_TYPE: &str =
    "apiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: {containers: {password: hunter2}}\n";

#[test]
fn no_secret_is_written_whatever_is_selected() {
    let folder = Folder::with("pod.yaml", POD);
    folder.file("list.json", LIST);
    folder.file("broken.yaml", BROKEN);
    folder.file("wrong.yaml", WRONG_TYPE);
    let silent = "ignore = [\"SEC\"]\n[check.SEC001]\nnames = [\"nothing\"]\n[severity]\nSEC003 = \"info\"\n";
    folder.file("silent.toml", silent);
    let choices: [&[&str]; 8] = [
        &[],
        &["--ignore", "SEC"],
        &["--select", "POD"],
        &["--select", "POD001", "--no-inline-suppressions"],
        &["--config", "silent.toml"],
        &["--min-severity", "critical"],
        &["--fail-on", "none", "--verbose"],
        &["--quiet"],
    ];
    for choice in choices {
        for format in ["text", "json", "sarif"] {
            let arguments = [&["scan", "-o", format][..], choice].concat();
            let output = folder.command(&arguments).output().unwrap();
            for written in [&output.stdout, &output.stderr] {
                let written = String::from_utf8_lossy(written);
                let leak = written.lines().find(|line| line.contains(MARK));
                assert_eq!(leak, None, "{arguments:?}");
            }
            assert!(!output.stdout.is_empty() || choice.contains(&"--quiet"), "{arguments:?}");
        }
    }
    let written = folder.command(&["pss", "--level", "restricted"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&written.stdout).contains(MARK));
}

/// What is beside a secret stays to be seen.
#[test]
fn a_line_with_a_secret_is_shown_without_it() {
    let line =
        "  - {name: a, env: [{name: PASSWORD, value: hunter2}], securityContext: {privileged: true}}\n";
    let pod = format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: bad}}\nspec:\n  containers:\n{line}");
    let folder = Folder::with("pod.yaml", pod);
    let text = folder.run(&["scan", "--select", "POD001"]).exits(1).stdout().to_owned();
    assert!(text.contains("value: [hidden]}], securityContext: {privileged: true}}"), "{text}");
}
