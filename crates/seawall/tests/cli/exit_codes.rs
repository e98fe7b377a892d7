//! Every row of the table of exit codes.

use crate::support::{Folder, HARMLESS, PRIVILEGED};

const BROKEN: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: [\n";

#[test]
fn nothing_found_is_0() {
    Folder::with("a.yaml", HARMLESS).run(&["scan"]).exits(0);
}

#[test]
fn a_finding_at_fail_on_is_1() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.run(&["scan"]).exits(1);
    folder.run(&["scan", "--fail-on", "none"]).exits(0);
    folder.run(&["scan", "--fail-on", "critical"]).exits(if has_critical(&folder) { 1 } else { 0 });
    folder.run(&["scan", "--fail-on", "info"]).exits(1);
}

fn has_critical(folder: &Folder) -> bool {
    let scan = folder.scan(&["--fail-on", "none"]);
    scan.json["findings"].as_array().unwrap().iter().any(|finding| finding["severity"] == "critical")
}

#[test]
fn findings_below_fail_on_are_0() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file("seawall.toml", "select = ['POD001']\n[severity]\nPOD001 = 'medium'\n");
    folder.run(&["scan"]).exits(0);
    folder.run(&["scan", "--fail-on", "medium"]).exits(1);
}

#[test]
fn what_is_hidden_still_counts() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    folder.file("seawall.toml", "select = ['POD001']\n[severity]\nPOD001 = 'high'\n");
    let scan = folder.scan(&["--min-severity", "critical"]);
    assert_eq!((scan.code, scan.ids().len()), (1, 0));
}

#[test]
fn what_is_suppressed_does_not_count() {
    let pod =
        PRIVILEGED.replace("privileged: true", "privileged: true # seawall: ignore[POD001] the node agent");
    let folder = Folder::with("a.yaml", pod);
    folder.run(&["scan", "--select", "POD001,CFG"]).exits(0);
    folder.run(&["scan", "--select", "POD001,CFG", "--no-inline-suppressions"]).exits(1);
}

/// The network of kind, as kind itself makes it.
const KINDNET: &str = "\
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: kindnet, namespace: kube-system}
spec:
  selector: {matchLabels: {app: kindnet}}
  template:
    metadata: {labels: {app: kindnet}}
    spec:
      hostNetwork: true
      containers:
      - {name: kindnet-cni, image: 'docker.io/kindest/kindnetd:v20260820-69b56db7'}
      volumes:
      - {name: cni-cfg, hostPath: {path: /etc/cni/net.d}}
";

#[test]
fn what_is_a_platforms_own_does_not_count_unless_its_baseline_is_left_out() {
    let folder = Folder::with("a.yaml", KINDNET);
    let words = ["--select", "POD003,POD006,CFG", "--fail-on", "info"];
    let scan = folder.scan(&words);
    assert_eq!(scan.code, 0);
    for finding in scan.json["findings"].as_array().unwrap() {
        assert_eq!(finding["suppressed"]["by"], "baseline", "{finding}");
    }
    assert_eq!(folder.scan(&[&words[..], &["--no-platform-baselines"]].concat()).code, 1);
    folder.file("seawall.toml", "platform-baselines = false\n");
    assert_eq!(folder.scan(&words).code, 1);
    folder.file("seawall.toml", "platform-baselines = true\n");
    assert_eq!(folder.scan(&words).code, 0);
    folder.file("a.yaml", KINDNET.replace("docker.io/kindest", "docker.io/evil"));
    assert_eq!(folder.scan(&words).code, 1, "a name is no proof");
}

/// What stands above the first separator belongs to the document behind it.
#[test]
fn a_comment_above_the_first_separator_suppresses() {
    let comment = "# seawall: ignore[POD001] the node agent\n";
    let folder = Folder::with("a.yaml", format!("# ours\n\n{comment}---\n{PRIVILEGED}---\n{HARMLESS}"));
    folder.run(&["scan", "--select", "POD001,CFG"]).exits(0);
    folder.file("a.yaml", format!("{HARMLESS}---\n{comment}---\n{PRIVILEGED}"));
    folder.run(&["scan", "--select", "POD001,CFG"]).exits(0);
}

#[test]
fn wrong_usage_is_2() {
    let folder = Folder::with("a.yaml", HARMLESS);
    let cases: [(&[&str], &str); 15] = [
        (&[], "Usage: seawall <COMMAND>"),
        (&["scam"], "unrecognized subcommand 'scam'"),
        (&["fix"], "unrecognized subcommand"),
        (&["scan", "--colour"], "unexpected argument"),
        (&["scan", "absent.yaml"], "no such file or folder: `absent.yaml`"),
        (&["scan", "absent/*.yaml"], "nothing matches `absent/*.yaml`"),
        (&["scan", "--exclude", "a["], "`a[` is not a glob"),
        (&["scan", "--fail-on", "loud"], "invalid value 'loud'"),
        (&["scan", "--select", "POD999"], "`POD999`"),
        (&["scan", "--today", "2027-02-30"], "YYYY-MM-DD"),
        (&["scan", "--kubernetes-version", "new"], "1.37"),
        (&["scan", "--kubernetes-version", "2.1"], "1.37"),
        (&["scan", "-n", ""], "a namespace's name has"),
        (&["scan", "--namespace", "Shop"], "a namespace's name has"),
        (&["scan", "--cluster"], "--cluster is not there yet"),
    ];
    for (arguments, message) in cases {
        folder.run(arguments).exits(2).says(message);
    }
}

#[test]
fn a_snapshot_is_2_until_it_can_be_read() {
    let folder = Folder::with("cluster.json", r#"{"schema": "seawall.snapshot/v1", "objects": []}"#);
    folder.run(&["scan", "cluster.json"]).exits(2).says("`cluster.json` is a snapshot of a cluster");
}

#[test]
fn what_cannot_be_judged_is_3_and_stronger_than_1() {
    let folder = Folder::with("broken.yaml", BROKEN);
    folder.run(&["scan"]).exits(3);
    folder.file("a.yaml", PRIVILEGED);
    folder.run(&["scan"]).exits(3);
    folder.run(&["scan", "--allow-incomplete"]).exits(1);
    folder.run(&["scan", "--allow-incomplete", "--fail-on", "none"]).exits(0);
}

#[test]
fn an_empty_standard_input_is_3() {
    let folder = Folder::new();
    let run = folder.pipe(&["scan", "-o", "json", "-"], "");
    run.exits(3);
    assert!(
        run.json()["incomplete"][0]["message"]
            .as_str()
            .unwrap()
            .starts_with("standard input holds no document")
    );
    folder.pipe(&["scan", "-"], "---\n# nothing\n---\n").exits(3);
    folder.pipe(&["scan", "-"], HARMLESS).exits(0);
    folder.pipe(&["scan", "-"], PRIVILEGED).exits(1);
}

#[test]
fn help_and_version_are_0() {
    let folder = Folder::new();
    assert!(folder.run(&["--version"]).exits(0).stdout().starts_with("seawall "));
    for arguments in [
        &["--help"][..],
        &["scan", "--help"],
        &["pss", "-h"],
        &["explain", "--help"],
        &["man", "-h"],
        &["help", "scan"],
    ] {
        assert!(folder.run(arguments).exits(0).stdout().contains("Usage: seawall"));
    }
}
