//! Hostile, broken and foreign input: what is ours and cannot be read is named, what is not ours is a note, the rest is
//! still scanned.

use std::io::Write;

use crate::support::{Folder, HARMLESS, PRIVILEGED};

/// Scans a file beside a good one, which must be found all the same.
#[track_caller]
fn beside_a_good_one(
    name: &str,
    content: impl AsRef<[u8]>,
    code: i32,
    incomplete: &[(&str, &str)],
    skipped: &[&str],
) {
    let folder = Folder::with(name, content);
    folder.file("zz-good.yaml", PRIVILEGED);
    let scan = folder.scan(&[]);
    assert_eq!(scan.incomplete(), incomplete, "{}", scan.json);
    assert_eq!(scan.notes("skipped-file"), skipped, "{}", scan.json);
    assert_eq!(scan.files(), ["zz-good.yaml"]);
    assert_eq!(scan.code, code);
}

#[test]
fn a_truncated_file_is_incomplete_and_the_rest_of_it_is_scanned() {
    let cut = format!("{PRIVILEGED}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: [a");
    let folder = Folder::with("cut.yaml", cut);
    let scan = folder.scan(&[]);
    assert_eq!(scan.incomplete(), [("unparsed", "cut.yaml")]);
    assert_eq!((scan.files(), scan.code), (vec!["cut.yaml"], 3));
    let line = scan.json["incomplete"][0]["location"]["start"]["line"].as_u64().unwrap();
    assert!(line >= 13, "{}", scan.json);
}

#[test]
fn a_cut_off_end_that_looks_like_nothing_is_incomplete_in_a_file_of_ours() {
    let folder = Folder::with("cut.yaml", format!("{HARMLESS}---\napiVersion: v1\nki"));
    assert_eq!(folder.scan(&[]).incomplete(), [("unparsed", "cut.yaml")]);
}

#[test]
fn truncated_json_is_incomplete() {
    let json = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "#;
    beside_a_good_one("a.json", json, 3, &[("unparsed", "a.json")], &[]);
}

#[test]
fn binary_files_are_notes() {
    let mut noise: Vec<u8> = (0..4096_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    beside_a_good_one("noise.yaml", &noise, 1, &[], &["noise.yaml"]);
    noise.splice(0..0, *b"\x7fELF\0\0\0");
    beside_a_good_one("program.yml", &noise, 1, &[], &["program.yml"]);
}

#[test]
fn invalid_utf8_is_named_where_it_is_ours() {
    let ours = b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: \"\xff\xfe\"}\n";
    beside_a_good_one("a.yaml", ours, 3, &[("unparsed", "a.yaml")], &[]);
    beside_a_good_one("a.yaml", b"name: \"\xff\xfe\"\n", 1, &[], &["a.yaml"]);
}

#[test]
fn utf16_is_read() {
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(PRIVILEGED.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let scan = Folder::with("a.yaml", utf16).scan(&[]);
    assert_eq!((scan.files(), scan.code), (vec!["a.yaml"], 1));
}

#[test]
fn empty_files_are_notes() {
    beside_a_good_one("empty.yaml", "", 1, &[], &["empty.yaml"]);
    beside_a_good_one("comments.yaml", "# nothing\n---\n", 1, &[], &["comments.yaml"]);
}

#[test]
fn a_bomb_of_aliases_is_incomplete() {
    let mut bomb =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nx0: &x0 [a, a, a, a, a, a, a, a, a]\n"
            .to_owned();
    for level in 1..12 {
        let before = format!("*x{}, ", level - 1).repeat(9);
        bomb.push_str(&format!("x{level}: &x{level} [{}]\n", before.trim_end_matches(", ")));
    }
    beside_a_good_one("bomb.yaml", bomb, 3, &[("unparsed", "bomb.yaml")], &[]);
}

#[test]
fn deep_nesting_is_incomplete() {
    let deep = format!("apiVersion: v1\nkind: ConfigMap\nx: {}\n", "[".repeat(100_000));
    beside_a_good_one("deep.yaml", deep, 3, &[("unparsed", "deep.yaml")], &[]);
    let deep = format!(r#"{{"apiVersion": "v1", "kind": "Pod", "x": {}"#, "[".repeat(100_000));
    beside_a_good_one("deep.json", deep, 3, &[("unparsed", "deep.json")], &[]);
}

#[test]
fn wrong_types_never_panic() {
    for wrong in ["5", "null", "[]", "{}", "a", "[null]", "[5]", "[{name: null}]", "[{name: [a]}]"] {
        for path in ["metadata", "spec", "containers", "securityContext"] {
            let text = match path {
                "metadata" => format!("apiVersion: v1\nkind: Pod\nmetadata: {wrong}\n"),
                "spec" => format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {wrong}\n"),
                "containers" => format!(
                    "apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: {wrong}}}\n"
                ),
                _ => format!(
                    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: a, labels: {wrong}}}\nspec: {{selector: {wrong}, \
                     template: {{metadata: {{labels: {wrong}}}, spec: {{volumes: {wrong}, containers: [{{name: a, env: {wrong}, \
                     ports: {wrong}, securityContext: {wrong}}}]}}}}}}\n"
                ),
            };
            let folder = Folder::with("a.yaml", text);
            for command in ["scan", "pss"] {
                let run = folder.run(&[command, "-o", "json"]);
                assert!([0, 1, 3].contains(&run.code()), "{path}: {wrong}: {}", run.stderr());
                assert!(run.json()["schema"].is_string());
            }
        }
    }
}

#[test]
fn null_everywhere_never_panics() {
    for kind in ["Pod", "Service", "Ingress", "ClusterRole", "RoleBinding", "List", "CronJob", "Namespace"] {
        let text = format!(
            "apiVersion: v1\nkind: {kind}\nmetadata: null\nspec: null\nitems: null\nrules: null\nsubjects: null\n"
        );
        let run = Folder::with("a.yaml", text).run(&["scan", "-o", "json"]);
        assert!([0, 1, 3].contains(&run.code()), "{kind}: {}", run.stderr());
    }
}

#[test]
fn other_peoples_yaml_is_a_note_even_when_it_does_not_parse() {
    let folder = Folder::new();
    folder.file("playbook.yml", "- hosts: all\n  tasks:\n  - name: install\n    apt: name={{ item }}\n");
    folder.file(
        ".github/workflows/ci.yaml",
        "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: echo ${{ x }}\n",
    );
    folder.file("template.yaml", "{% for a in b %}\n{{ a }}: {{ b }\n{% endfor %}\n");
    folder.file("package.json", r#"{"name": "a", "kind": "library""#);
    folder.file("compose.yaml", "services:\n  web: {image: a}\n");
    let scan = folder.scan(&[]);
    assert_eq!((scan.code, scan.incomplete()), (0, vec![]));
    let names =
        [".github/workflows/ci.yaml", "compose.yaml", "package.json", "playbook.yml", "template.yaml"];
    assert_eq!(scan.notes("skipped-file"), names);
}

#[test]
fn a_template_that_looks_like_kubernetes_is_incomplete_with_a_hint() {
    let folder =
        Folder::with("web.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  {{- include \"labels\" . }}\n");
    let scan = folder.scan(&[]);
    assert_eq!(scan.incomplete(), [("unparsed", "web.yaml")]);
    assert!(scan.json["incomplete"][0]["message"].as_str().unwrap().contains("is it a template?"));
}

#[test]
fn a_huge_file_of_nothing_is_a_note() {
    let folder = Folder::with("zz-good.yaml", PRIVILEGED);
    let mut huge = std::fs::File::create(folder.path().join("huge.yaml")).unwrap();
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..64 {
        huge.write_all(&piece).unwrap();
    }
    drop(huge);
    let scan = folder.scan(&[]);
    assert_eq!((scan.code, scan.notes("skipped-file")), (1, vec!["huge.yaml"]));
}

#[test]
#[cfg(target_os = "linux")]
fn a_gigabyte_of_nothing_costs_no_memory() {
    let folder = Folder::with("zz-good.yaml", PRIVILEGED);
    let mut huge = std::fs::File::create(folder.path().join("huge.json")).unwrap();
    // Sparse: a gigabyte of NUL, which takes no room on the disk. It is above the limit, and none of our business.
    huge.write_all(b"{").unwrap();
    huge.set_len(1 << 30).unwrap();
    let limited = format!("ulimit -v 400000; exec {} scan -o json", crate::support::SEAWALL);
    let output =
        std::process::Command::new("sh").args(["-c", &limited]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).unwrap().contains("skipped-file"));
}

#[test]
fn a_file_above_the_limit_that_looks_like_ours_is_incomplete() {
    let folder = Folder::with("zz-good.yaml", PRIVILEGED);
    let mut huge = std::fs::File::create(folder.path().join("huge.yaml")).unwrap();
    huge.write_all(HARMLESS.as_bytes()).unwrap();
    huge.set_len(600 << 20).unwrap();
    let scan = folder.scan(&[]);
    assert_eq!((scan.code, scan.incomplete()), (3, vec![("unreadable", "huge.yaml")]));
    assert!(scan.json["incomplete"][0]["message"].as_str().unwrap().contains("512 MiB"));
}

#[test]
fn a_bomb_of_gzip_is_bounded() {
    let folder = Folder::with("zz-good.yaml", PRIVILEGED);
    let file = std::fs::File::create(folder.path().join("bomb.yaml.gz")).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..200 {
        gzip.write_all(&piece).unwrap();
    }
    gzip.finish().unwrap();
    let scan = folder.scan(&[]);
    assert_eq!((scan.code, scan.notes("skipped-file")), (1, vec!["bomb.yaml.gz"]));
}

#[test]
fn a_gzip_that_is_none_is_incomplete() {
    beside_a_good_one("a.yaml.gz", "not compressed", 3, &[("unreadable", "a.yaml.gz")], &[]);
    beside_a_good_one("a.tgz", "not compressed", 1, &[], &["a.tgz"]);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use crate::support::{Folder, HARMLESS, PRIVILEGED};

    #[test]
    fn a_link_to_nowhere_is_incomplete_where_its_name_is_ours() {
        let folder = Folder::with("zz-good.yaml", PRIVILEGED);
        symlink("nowhere", folder.path().join("a.yaml")).unwrap();
        symlink("a.yml", folder.path().join("a.yml")).unwrap();
        symlink("nowhere", folder.path().join("README")).unwrap();
        symlink("someone@host.123:456", folder.path().join(".#web.yaml")).unwrap();
        let scan = folder.scan(&[]);
        assert_eq!(scan.incomplete(), [("unreadable", "a.yaml"), ("unreadable", "a.yml")]);
        assert_eq!((scan.files(), scan.code), (vec!["zz-good.yaml"], 3));
        folder.run(&["scan", "a.yaml"]).exits(3);
    }

    #[test]
    fn loops_of_folders_end() {
        let folder = Folder::with("a/b/good.yaml", PRIVILEGED);
        symlink("../..", folder.path().join("a/b/up")).unwrap();
        symlink(".", folder.path().join("self")).unwrap();
        let scan = folder.scan(&[]);
        assert_eq!((scan.objects(), scan.code), (1, 1), "{}", scan.json);
        assert_eq!(scan.files(), ["a/b/good.yaml"]);
    }

    #[test]
    fn links_are_followed_inside_the_root_only() {
        let outside = Folder::with("secret.yaml", PRIVILEGED);
        let folder = Folder::with("real/a.yaml", PRIVILEGED);
        symlink(outside.path().join("secret.yaml"), folder.path().join("out.yaml")).unwrap();
        symlink(outside.path(), folder.path().join("outer")).unwrap();
        symlink("real", folder.path().join("linked")).unwrap();
        symlink("real/a.yaml", folder.path().join("again.yaml")).unwrap();
        let scan = folder.scan(&[]);
        assert_eq!(scan.files(), ["real/a.yaml"], "a file is read once, under its own name");
        assert_eq!(scan.notes("link-leads-outside"), ["out.yaml", "outer"]);
    }

    #[test]
    fn pipes_of_a_walk_are_not_opened() {
        let folder = Folder::with("good.yaml", HARMLESS);
        let made =
            std::process::Command::new("mkfifo").arg(folder.path().join("pipe.yaml")).status().unwrap();
        assert!(made.success());
        folder.run(&["scan"]).exits(0);
    }

    #[test]
    fn a_pipe_that_is_named_is_read() {
        let folder = Folder::with("web.yaml", PRIVILEGED);
        let script = format!("{} scan -q <(cat web.yaml)", crate::support::SEAWALL);
        let mut command = std::process::Command::new("bash");
        let output = command.args(["-c", &script]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn a_folder_that_cannot_be_listed_is_incomplete() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::with("zz-good.yaml", PRIVILEGED);
        folder.file("closed/a.yaml", PRIVILEGED);
        let closed = folder.path().join("closed");
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
        let root_reads_everything = std::fs::read_dir(&closed).is_ok();
        let scan = folder.scan(&[]);
        std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o755)).unwrap();
        let expected = if root_reads_everything { vec![] } else { vec![("unreadable", "closed")] };
        assert_eq!(scan.incomplete(), expected);
    }
}
