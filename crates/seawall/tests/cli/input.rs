//! Which files are read.

use std::io::Write;

use crate::support::{Folder, HARMLESS, PRIVILEGED};

#[test]
fn nothing_given_is_the_current_folder() {
    let folder = Folder::with("deploy/a.yaml", PRIVILEGED);
    folder.file("b.yml", PRIVILEGED);
    folder.file("c.json", r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "c"}, "spec": {"containers": [{"name": "c", "image": "c", "securityContext": {"privileged": true}}]}}"#);
    folder.file("d.txt", PRIVILEGED);
    assert_eq!(folder.scan(&[]).files(), ["b.yml", "c.json", "deploy/a.yaml"]);
    assert_eq!(folder.scan(&["."]).files(), ["b.yml", "c.json", "deploy/a.yaml"]);
    assert_eq!(folder.scan(&["./deploy"]).files(), ["./deploy/a.yaml"]);
}

#[test]
fn a_named_file_is_read_whatever_its_extension() {
    let folder = Folder::with("pod.txt", PRIVILEGED);
    assert_eq!(folder.scan(&["pod.txt"]).files(), ["pod.txt"]);
}

#[test]
fn a_file_is_read_once_however_often_it_is_named() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    assert_eq!(folder.scan(&["a.yaml", "./a.yaml", ".", "*.yaml"]).objects(), 1);
}

#[test]
fn globs_are_expanded() {
    let folder = Folder::with("a/web.yaml", PRIVILEGED);
    folder.file("a/deep/web.yaml", PRIVILEGED);
    folder.file("b/web.yaml", PRIVILEGED);
    assert_eq!(folder.scan(&["a/*.yaml"]).files(), ["a/web.yaml"]);
    assert_eq!(folder.scan(&["*/web.yaml"]).files(), ["a/web.yaml", "b/web.yaml"]);
    assert_eq!(folder.scan(&["a/**/*.yaml"]).files(), ["a/deep/web.yaml", "a/web.yaml"]);
    assert_eq!(folder.scan(&["[b]"]).files(), ["b/web.yaml"]);
    assert_eq!(folder.scan(&["{a,b}/web.yaml"]).files(), ["a/web.yaml", "b/web.yaml"]);
}

#[test]
fn include_and_exclude_choose() {
    let folder = Folder::with("a/web.yaml", PRIVILEGED);
    folder.file("a/web.tmpl", PRIVILEGED);
    folder.file("vendor/x/web.yaml", PRIVILEGED);
    assert_eq!(folder.scan(&["--exclude", "vendor"]).files(), ["a/web.yaml"]);
    assert_eq!(folder.scan(&["--exclude", "vendor/**/*.yaml"]).files(), ["a/web.yaml"]);
    assert_eq!(folder.scan(&["--include", "*.tmpl"]).files(), ["a/web.tmpl"]);
    let named = folder.scan(&["--exclude", "vendor", "vendor/x/web.yaml"]);
    assert_eq!(
        (named.objects(), named.code),
        (0, 0),
        "what is named is excluded too, as pre-commit needs it"
    );
}

#[test]
fn ignore_files_are_respected() {
    let folder = Folder::with("web.yaml", PRIVILEGED);
    folder.file("out/web.yaml", PRIVILEGED);
    folder.file("tests/web.yaml", PRIVILEGED);
    folder.file(".gitignore", "out/\n");
    folder.file(".seawallignore", "tests/\n");
    folder.file(".git/hooks/web.yaml", PRIVILEGED);
    assert_eq!(folder.scan(&[]).files(), ["web.yaml"]);
    assert_eq!(folder.scan(&["out/web.yaml"]).files(), ["out/web.yaml"], "what is named is read");
}

#[test]
fn compressed_files_are_read_with_the_offsets_of_their_text() {
    let folder = Folder::new();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(PRIVILEGED.as_bytes()).unwrap();
    folder.file("pod.yaml.gz", gzip.finish().unwrap());
    folder.file("pod.yaml", PRIVILEGED);
    let scan = folder.scan(&["--select", "POD001"]);
    assert_eq!(scan.files(), ["pod.yaml", "pod.yaml.gz"]);
    let place = |index: usize| scan.json["findings"][index]["location"]["start"].clone();
    assert_eq!(place(0), place(1));
}

#[test]
fn standard_input_is_called_dash() {
    let run = Folder::new().pipe(&["scan", "-o", "json", "-"], PRIVILEGED);
    assert_eq!(run.json()["findings"][0]["location"]["file"], "-");
}

#[test]
fn standard_input_and_files_go_together() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    let run = folder.pipe(&["scan", "-o", "json", "a.yaml", "-"], HARMLESS);
    assert_eq!(run.json()["summary"]["objects"], 2);
}

#[test]
fn the_order_does_not_depend_on_threads() {
    let folder = Folder::new();
    for number in 0..40 {
        folder.file(
            &format!("{}/{number}.yaml", number % 7),
            format!("{PRIVILEGED}---\n{HARMLESS}---\n{PRIVILEGED}"),
        );
    }
    let with = |threads: &str| {
        let mut command = folder.command(&["scan", "-o", "json"]);
        command.env("RAYON_NUM_THREADS", threads).output().unwrap().stdout
    };
    let one = with("1");
    assert!(!one.is_empty());
    for threads in ["2", "3", "8"] {
        assert!(with(threads) == one, "{threads} threads");
    }
}

#[test]
fn a_namespace_is_taken_for_manifests_without_one() {
    let folder = Folder::with("a.yaml", PRIVILEGED.replace("  namespace: shop\n", ""));
    let object =
        |arguments: &[&str]| folder.scan(arguments).json["findings"][0]["object"]["namespace"].clone();
    assert_eq!(object(&["-n", "front"]), "front");
    assert!(object(&["-A"]).is_null());
}

#[test]
fn a_version_after_this_build_is_said() {
    let folder = Folder::with("a.yaml", HARMLESS);
    assert_eq!(folder.scan(&["--kubernetes-version", "1.99"]).notes("newer-kubernetes-version"), ["v1.99"]);
    assert!(folder.scan(&["--kubernetes-version", "1.37.9"]).notes("newer-kubernetes-version").is_empty());
}
