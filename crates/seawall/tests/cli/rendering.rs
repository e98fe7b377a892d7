//! Charts and kustomizations, by the real Helm and Kustomize that `cargo xtask setup` installs.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, PRIVILEGED, Run, Scan};

/// The folder of the installed tools, in front of the PATH; `None`, and said, where the program is nowhere.
fn path_with(program: &str) -> Option<std::ffi::OsString> {
    let cached = testkit::cache().map(|cache| cache.join("bin")).unwrap_or_default();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::iter::once(cached).chain(std::env::split_paths(&path))).unwrap();
    let found = std::env::split_paths(&path).any(|folder| folder.join(program).is_file());
    if !found {
        testkit::not_run("rendering", &format!("{program} is not installed; run cargo xtask setup"));
        return None;
    }
    Some(path)
}

trait Rendered {
    fn rendered(&self, path: &std::ffi::OsStr, arguments: &[&str]) -> Run;
    fn scanned(&self, path: &std::ffi::OsStr, arguments: &[&str]) -> Scan;
}

impl Rendered for Folder {
    fn rendered(&self, path: &std::ffi::OsStr, arguments: &[&str]) -> Run {
        Run(self.command(arguments).env("PATH", path).output().unwrap())
    }

    fn scanned(&self, path: &std::ffi::OsStr, arguments: &[&str]) -> Scan {
        let run = self.rendered(path, &[&["scan", "-o", "json", "--select", "POD001"], arguments].concat());
        Scan { json: run.json(), code: run.code() }
    }
}

const CHART: &str = "apiVersion: v2\nname: shop\nversion: 0.1.0\n";

/// A Pod whose privilege is a value.
const TEMPLATE: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-web
  namespace: {{ .Release.Namespace }}
spec:
  containers:
  - name: a
    image: a
    securityContext:
      privileged: {{ .Values.privileged }}
";

fn chart(folder: &Folder, root: &str) {
    folder.file(&format!("{root}Chart.yaml"), CHART);
    folder.file(&format!("{root}values.yaml"), "privileged: true\n");
    folder.file(&format!("{root}templates/web.yaml"), TEMPLATE);
    folder.file(&format!("{root}templates/_helpers.tpl"), "{{ define \"x\" }}{{ end }}");
    folder.file(&format!("{root}templates/NOTES.txt"), "{{ .Values.nothing }}");
}

fn origins(scan: &Scan) -> Vec<String> {
    let findings = scan.json["findings"].as_array().unwrap();
    let origin = |finding: &Value| {
        let location = &finding["location"];
        let step = &location["origin"][0];
        let word = |value: &Value| value.as_str().unwrap_or("?").to_owned();
        format!(
            "{} {}: {} {}",
            word(&location["kind"]),
            word(&location["file"]),
            word(&step["role"]),
            word(&step["file"])
        )
    };
    findings.iter().map(origin).collect()
}

#[test]
fn a_chart_is_rendered_and_never_read_raw() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    chart(&folder, "chart/");
    let scan = folder.scanned(&path, &[]);
    assert_eq!((scan.code, scan.incomplete()), (1, vec![]), "{}", scan.json);
    assert_eq!(origins(&scan), ["rendered chart: template chart/templates/web.yaml"]);
    assert!(scan.json["findings"][0]["fix"]["edits"].is_null(), "nobody owns rendered bytes");
    // The current folder, a template of it, and the folder itself are the same chart.
    assert_eq!(origins(&folder.scanned(&path, &["chart/templates/web.yaml", "chart"])), origins(&scan));
    let inside = Folder::new();
    chart(&inside, "");
    assert_eq!(origins(&inside.scanned(&path, &[])), ["rendered .: template templates/web.yaml"]);
}

#[test]
fn values_are_for_one_chart() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    chart(&folder, "a/");
    folder.file("safe.yaml", "privileged: false\n");
    assert_eq!(folder.scanned(&path, &["a", "--values", "safe.yaml"]).code, 0);
    assert_eq!(folder.scanned(&path, &["a", "--values", "safe.yaml", "--set", "privileged=true"]).code, 1);
    let refused = |arguments: &[&str], message: &str| {
        folder.rendered(&path, &[&["scan"], arguments].concat()).exits(2).says(message);
    };
    refused(&["safe.yaml", "--set", "a=b"], "the input has none");
    refused(&["a", "--values", "absent.yaml"], "cannot use the values file `absent.yaml`");
    refused(&["a", "--values", "https://example.com/values.yaml"], "cannot use the values file");
    chart(&folder, "b/");
    refused(&["--set", "a=b"], "the input has 2: a, b");
    assert_eq!(folder.scanned(&path, &[]).files(), ["a", "b"], "each with its own values");
}

#[test]
fn the_namespace_and_version_are_passed_on() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    chart(&folder, "a/");
    let version = TEMPLATE.replace("-web", "-{{ .Capabilities.KubeVersion.Minor }}");
    folder.file("a/templates/web.yaml", version);
    let scan = folder.scanned(&path, &["-n", "front", "--kubernetes-version", "1.31"]);
    let object = &scan.json["findings"][0]["object"];
    assert_eq!((&object["namespace"], &object["name"]), (&"front".into(), &"release-name-31".into()));
}

#[test]
fn subcharts_and_custom_resources_are_part_of_their_chart() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    chart(&folder, "app/");
    chart(&folder, "app/charts/db/");
    folder.file("app/charts/db/Chart.yaml", CHART.replace("shop", "db"));
    folder.file("app/charts/db/templates/web.yaml", TEMPLATE.replace("-web", "-db"));
    folder.file("app/crds/crd.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.b.c}\nspec: {group: b.c}\n");
    let scan = folder.scanned(&path, &[]);
    let expected = [
        "rendered app: template app/charts/db/templates/web.yaml",
        "rendered app: template app/templates/web.yaml",
    ];
    assert_eq!(origins(&scan), expected);
    assert_eq!(scan.objects(), 3);
}

#[test]
fn a_library_is_not_rendered() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    folder.file("lib/Chart.yaml", format!("{CHART}type: library\n"));
    folder.file("lib/templates/_all.tpl", "{{ define \"x\" }}{{ end }}");
    let scan = folder.scanned(&path, &[]);
    assert_eq!((scan.code, scan.notes("library-chart")), (0, vec!["lib"]));
}

#[test]
fn an_archive_is_rendered() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    chart(&folder, "shop/");
    let packed = Command::new("tar")
        .args(["czf", "shop-0.1.0.tgz", "shop"])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(packed.success());
    std::fs::remove_dir_all(folder.path().join("shop")).unwrap();
    let scan = folder.scanned(&path, &[]);
    assert_eq!(origins(&scan), ["rendered shop-0.1.0.tgz: template shop-0.1.0.tgz!/templates/web.yaml"]);
    assert_eq!(folder.scanned(&path, &["--set", "privileged=false"]).code, 0);
}

#[test]
fn a_chart_that_does_not_render_is_incomplete_with_helms_words() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::new();
    chart(&folder, "bad/");
    folder.file("bad/templates/web.yaml", "{{ fail \"no color given\" }}");
    chart(&folder, "needs/");
    folder.file(
        "needs/Chart.yaml",
        format!("{CHART}dependencies: [{{name: db, version: 1.0.0, repository: \"https://example.com\"}}]\n"),
    );
    chart(&folder, "zz-good/");
    let scan = folder.scanned(&path, &[]);
    assert_eq!(scan.incomplete(), [("unrendered", "bad"), ("unrendered", "needs")]);
    assert_eq!((scan.files(), scan.code), (vec!["zz-good"], 3));
    let message = |index: usize| scan.json["incomplete"][index]["message"].as_str().unwrap();
    assert!(message(0).contains("no color given"), "{}", message(0));
    assert!(message(1).contains("missing in charts/ directory: db"), "{}", message(1));
}

#[test]
fn helm_template_piped_keeps_its_origin() {
    let text = "---\n# Source: shop/templates/web.yaml\n".to_owned() + PRIVILEGED;
    let run = Folder::new().pipe(&["scan", "-o", "json", "--select", "POD001", "-"], text);
    let scan = Scan { json: run.json(), code: run.code() };
    assert_eq!(origins(&scan), ["rendered -: template shop/templates/web.yaml"]);
    assert_eq!(scan.json["findings"][0]["location"]["start"]["line"], 13);
}

fn kustomization(folder: &Folder) {
    folder.file("base/kustomization.yaml", "resources: [web.yaml]\n");
    folder.file("base/web.yaml", PRIVILEGED);
    folder.file("base/notes.yaml", "a: b\n");
    folder.file("prod/kustomization.yaml", "resources: [../base]\nnamePrefix: prod-\npatches: [{path: patch.yaml}]\nconfigMapGenerator: [{name: c, literals: [a=b]}]\n");
    folder.file(
        "prod/patch.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: bad, namespace: shop, labels: {a: b}}\n",
    );
}

#[test]
fn a_kustomization_is_rendered_and_its_base_and_patches_are_never_judged_alone() {
    let Some(path) = path_with("kustomize") else { return };
    let folder = Folder::new();
    kustomization(&folder);
    let scan = folder.scanned(&path, &[]);
    assert_eq!((scan.code, scan.incomplete()), (1, vec![]), "{}", scan.json);
    assert_eq!(origins(&scan), ["rendered prod: base base/web.yaml"]);
    assert_eq!(scan.json["findings"][0]["object"]["name"], "prod-bad");
    assert_eq!(scan.notes("skipped-file"), ["base/notes.yaml"]);
    assert_eq!(origins(&folder.scanned(&path, &["base"])), ["rendered base: base base/web.yaml"]);
}

#[test]
fn kubectl_stands_in_for_kustomize() {
    let Some(path) = path_with("kubectl") else { return };
    let folder = Folder::new();
    kustomization(&folder);
    let without: Vec<PathBuf> =
        std::env::split_paths(&path).filter(|folder| !folder.join("kustomize").exists()).collect();
    let without = std::env::join_paths(without).unwrap();
    assert_eq!(origins(&folder.scanned(&without, &["prod"])), ["rendered prod: base base/web.yaml"]);
}

#[test]
fn what_a_kustomization_would_fetch_is_incomplete() {
    let Some(path) = path_with("kustomize") else { return };
    let folder = Folder::new();
    folder.file("base/kustomization.yaml", "resources: [\"https://example.com/all.yaml\"]\n");
    folder.file("prod/kustomization.yaml", "resources: [../base]\n");
    let scan = folder.scanned(&path, &[]);
    assert_eq!((scan.code, scan.incomplete()), (3, vec![("unrendered", "prod")]));
    assert!(scan.json["incomplete"][0]["message"].as_str().unwrap().contains("https://example.com/all.yaml"));
}

#[test]
fn components_cycles_and_broken_kustomizations_are_named() {
    let Some(path) = path_with("kustomize") else { return };
    let folder = Folder::new();
    folder.file(
        "component/kustomization.yaml",
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n",
    );
    folder.file("a/kustomization.yaml", "resources: [../b]\n");
    folder.file("b/kustomization.yaml", "resources: [../a]\n");
    folder.file("c/kustomization.yaml", "resources: [absent.yaml]\n");
    let scan = folder.scanned(&path, &[]);
    assert_eq!(scan.notes("unused-component"), ["component"]);
    assert_eq!(scan.incomplete(), [("unrendered", "a"), ("unrendered", "c")]);
}

#[test]
fn a_file_that_only_bears_the_name_is_a_manifest() {
    let flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\n";
    let scan = Folder::with("kustomization.yaml", flux).scan(&[]);
    assert_eq!((scan.objects(), scan.incomplete()), (1, vec![]));
}

#[test]
fn without_the_tools_it_is_incomplete_and_says_what_to_install() {
    let folder = Folder::new();
    chart(&folder, "chart/");
    kustomization(&folder);
    folder.file("zz.yaml", PRIVILEGED);
    let nothing = Folder::new();
    let scan = folder.scanned(nothing.path().as_os_str(), &[]);
    assert_eq!(scan.incomplete(), [("unrendered", "chart"), ("unrendered", "prod")]);
    assert_eq!((scan.files(), scan.code), (vec!["zz.yaml"], 3));
    let messages = scan.json["incomplete"].to_string();
    assert!(
        messages.contains("`helm` is not on the PATH")
            && messages.contains("neither `kustomize` nor `kubectl`")
    );
}

#[test]
#[cfg(unix)]
fn a_tool_gets_nothing_of_the_users_settings() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    chart(&folder, "chart/");
    let helm = folder.file("bin/helm", "#!/bin/sh\nenv >&2; echo \"args: $*\" >&2; exit 1\n");
    std::fs::set_permissions(&helm, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    let mut command = folder.command(&["scan", "-o", "json", "chart"]);
    let command = command
        .env("PATH", path)
        .env("SECRET_TOKEN", "hush")
        .env("HELM_PLUGINS", "/mine")
        .env("KUBECONFIG", "/mine");
    let message = Run(command.output().unwrap()).exits(3).json()["incomplete"][0]["message"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(!message.contains("hush") && !message.contains("/mine"), "{message}");
    assert!(message.contains("HTTPS_PROXY=http://127.0.0.1:9"), "{message}");
    assert!(message.contains("--include-crds --kube-version v1."), "{message}");
    assert!(!message.contains("dependency") && !message.contains("post-renderer"), "{message}");
}

/// Helm follows links wherever they lead; we do not let it.
#[test]
#[cfg(unix)]
fn a_link_out_of_the_folder_that_was_named_is_not_rendered() {
    let Some(path) = path_with("helm") else { return };
    let folder = Folder::with("elsewhere/web.yaml", PRIVILEGED);
    chart(&folder, "deploy/shop/");
    std::os::unix::fs::symlink("../../../elsewhere", folder.path().join("deploy/shop/templates/linked"))
        .unwrap();
    for named in ["deploy", "deploy/shop"] {
        let scan = folder.scanned(&path, &[named]);
        assert_eq!((scan.code, scan.incomplete()), (3, vec![("unrendered", "deploy/shop")]));
        let message = scan.json["incomplete"][0]["message"].as_str().unwrap();
        assert!(message.contains("would follow `deploy/shop/templates/linked`"), "{message}");
    }
    let scan = folder.scanned(&path, &[]);
    assert_eq!((scan.code, scan.incomplete()), (1, vec![]));
}
