//! Where results go.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::support::{Folder, HARMLESS, PRIVILEGED};

#[test]
fn one_format_goes_to_stdout_and_others_into_files() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    let run = folder.run(&["scan", "-o", "json", "-o", "sarif=out.sarif", "-o", "text=out.txt"]);
    assert_eq!(run.exits(1).json()["schema"], "seawall.findings/v1");
    let sarif: serde_json::Value = serde_json::from_str(&folder.read("out.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(folder.read("out.txt").contains("POD001"));
    assert!(!folder.read("out.txt").contains('\u{1b}'));
}

#[test]
fn only_files_leave_stdout_empty() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    let run = folder.run(&["scan", "-o", "json=out.json"]);
    assert_eq!(run.exits(1).stdout(), "");
    assert!(folder.read("out.json").starts_with('{'));
}

#[test]
fn impossible_outputs_are_2() {
    let folder = Folder::with("a.yaml", HARMLESS);
    folder.run(&["scan", "-o", "json", "-o", "text"]).exits(2).says("only one -o");
    folder.run(&["scan", "-o", "xml"]).exits(2).says("there is no format `xml`");
    folder.run(&["scan", "-o", "json=a.out", "-o", "text=a.out"]).exits(2).says("two outputs go to `a.out`");
    folder.run(&["scan", "-o", "json=absent/out.json"]).exits(2).says("cannot write `absent/out.json`");
    folder.run(&["pss", "-o", "sarif"]).exits(2).says("there are text, json");
}

#[test]
fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
    let folder = Folder::with("in/a.yaml", HARMLESS);
    folder.file("out.json", "x".repeat(1 << 16));
    folder.run(&["scan", "in", "-o", "json=out.json"]).exits(0);
    let _: serde_json::Value = serde_json::from_str(&folder.read("out.json")).unwrap();
    let mut names: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["in", "out.json"]);
}

#[test]
#[cfg(unix)]
fn a_replaced_file_keeps_its_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::with("in/a.yaml", HARMLESS);
    let real = folder.file("real.json", "old");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.json", folder.path().join("out.json")).unwrap();
    folder.run(&["scan", "in", "-o", "json=out.json", "-o", "text=new.txt"]).exits(0);
    assert!(folder.read("real.json").starts_with('{'));
    assert!(folder.path().join("out.json").symlink_metadata().unwrap().is_symlink());
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let new = folder.path().join("new.txt").metadata().unwrap().permissions().mode() & 0o777;
    assert_ne!(new & 0o044, 0, "a new file is not for its owner only: {new:o}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    for number in 0..400 {
        folder
            .file(&format!("{number}.yaml"), PRIVILEGED.replace("name: bad", &format!("name: bad-{number}")));
    }
    for format in ["text", "json", "sarif"] {
        let mut command = folder.command(&["scan", "-v", "-o", format]);
        let complaints = std::fs::File::create(folder.path().join("complaints")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(complaints).spawn().unwrap();
        let mut line = String::new();
        let mut reader = BufReader::with_capacity(64, child.stdout.take().unwrap());
        reader.read_line(&mut line).unwrap();
        drop(reader);
        let status = child.wait().unwrap();
        assert_eq!(folder.read("complaints"), "", "{format}");
        assert_eq!(status.code(), Some(1), "{format}: the verdict is known");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = folder.command(&["scan", "-o", "json"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "error: cannot write to stdout: no space left on device\n");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = folder.command(&["scan", "--help"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn text_is_plain_in_a_pipe_and_coloured_on_demand() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    assert!(!folder.run(&["scan"]).stdout().contains('\u{1b}'));
    assert!(folder.run(&["scan", "--color", "always"]).stdout().contains('\u{1b}'));
}

#[test]
fn quiet_is_a_line_per_finding() {
    let folder = Folder::with("a.yaml", PRIVILEGED);
    let run = folder.run(&["scan", "-q", "--select", "POD001"]);
    let lines: Vec<&str> = run.stdout().lines().collect();
    assert_eq!(lines.len(), 1, "{}", run.stdout());
    assert!(lines[0].starts_with("a.yaml:"), "{}", lines[0]);
    folder.file("a.yaml", HARMLESS);
    assert_eq!(folder.run(&["scan", "-q"]).stdout(), "");
}
