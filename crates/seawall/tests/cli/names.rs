//! One binary, three names; and what is generated from the one definition: completions and manual pages.

use std::process::Command;

use crate::support::Folder;

const SHELLS: [(&str, &str); 3] = [("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")];

fn installed(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[cfg(unix)]
fn called(name: &str, arguments: &[&str]) -> std::process::Output {
    let folder = Folder::new();
    let link = folder.path().join(name);
    std::os::unix::fs::symlink(crate::support::SEAWALL, &link).unwrap();
    Command::new(link).args(arguments).current_dir(folder.path()).output().unwrap()
}

#[test]
#[cfg(unix)]
fn as_a_plugin_usage_shows_what_was_typed() {
    let output = called("kubectl-seawall", &["scan", "--help"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Usage: kubectl seawall scan"));
    let output = called("kubectl-seawall", &["scan", "--nope"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: kubectl seawall scan"));
}

#[test]
#[cfg(unix)]
fn kubectl_is_answered_in_its_protocol() {
    let answer = |words: &[&str]| {
        let output = called("kubectl_complete-seawall", words);
        assert_eq!(output.status.code(), Some(0));
        let lines = String::from_utf8(output.stdout).unwrap();
        lines.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(answer(&["sc"]), ["scan", ":4"]);
    assert!(answer(&[""]).contains(&"pss".to_owned()));
    assert!(!answer(&[""]).iter().any(|word| word.contains("__complete")));
    assert_eq!(answer(&["scan", "--fail-on", "cr"]), ["critical", ":4"]);
    assert_eq!(answer(&["scan", "--qu"]), ["--quiet", ":4"]);
    assert_eq!(answer(&["scan", ""]), [":0"], "files");
    assert_eq!(answer(&["scan", "--config", ""]), [":0"], "files");
    assert_eq!(answer(&["pss", "--level", "r"]), ["restricted", ":4"]);
    assert_eq!(answer(&["completion", "fi"]), ["fish", ":4"]);
    assert_eq!(answer(&[]).last().unwrap(), ":4");
}

#[test]
fn completions_are_generated_and_parse() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish", "kubectl"] {
        let run = folder.run(&["completion", shell]);
        assert!(run.exits(0).stdout().contains("seawall"), "{shell}");
        folder.file(&format!("seawall.{shell}"), run.stdout());
    }
    for (shell, program) in SHELLS {
        if !installed(program) {
            testkit::not_run(&format!("completions of {shell}"), "it is not installed");
            continue;
        }
        let output = Command::new(program)
            .arg("-n")
            .arg(folder.path().join(format!("seawall.{shell}")))
            .output()
            .unwrap();
        assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

/// As ripgrep does: whatever help shows, completions know.
#[test]
fn completions_know_every_option_of_help() {
    let folder = Folder::new();
    let script = folder.run(&["completion", "bash"]);
    for command in ["scan", "pss", "explain", "checks", "completion", "man"] {
        let help = folder.run(&[command, "--help"]);
        let options =
            help.stdout().split_whitespace().filter(|word| word.starts_with("--") && word.len() > 2);
        for option in options.map(|word| word.trim_end_matches([',', ')', ']', '.', ';'])) {
            assert!(script.stdout().contains(option), "{command}: {option}");
        }
    }
}

#[test]
fn manual_pages_are_generated() {
    let folder = Folder::new();
    assert!(folder.run(&["man"]).exits(0).stdout().contains(".TH SEAWALL 1"));
    assert!(folder.run(&["man", "scan"]).exits(0).stdout().contains("fail\\-on"));
    folder.run(&["man", "nope"]).exits(2).says("there is no command `nope`");
    std::fs::create_dir(folder.path().join("man1")).unwrap();
    folder.run(&["man", "--folder", "man1"]).exits(0);
    let mut pages: Vec<_> =
        std::fs::read_dir(folder.path().join("man1")).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let names: Vec<_> = pages.iter().map(|page| page.file_name().unwrap().to_str().unwrap()).collect();
    let expected = [
        "seawall-checks.1",
        "seawall-completion.1",
        "seawall-explain.1",
        "seawall-man.1",
        "seawall-pss.1",
        "seawall-scan.1",
        "seawall.1",
    ];
    assert_eq!(names, expected);
    if !installed("mandoc") {
        testkit::not_run("manual pages", "mandoc is not installed");
        return;
    }
    let output = Command::new("mandoc").args(["-Tlint", "-Werror"]).args(&pages).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn checks_are_listed_and_explained() {
    let folder = Folder::new();
    let list = folder.run(&["checks", "-o", "json"]).exits(0).json();
    assert_eq!(list["schema"], "seawall.checks/v1");
    let one = folder.run(&["checks", "--select", "POD001", "-o", "json"]).exits(0).json();
    assert_eq!(one["checks"].as_array().unwrap().len(), 1);
    assert!(folder.run(&["checks"]).exits(0).stdout().contains("POD001"));
    folder.run(&["checks", "--select", "NOPE"]).exits(2);
    for word in ["POD001", "pod001", "privileged-container"] {
        assert!(folder.run(&["explain", word]).exits(0).stdout().contains("POD001"), "{word}");
    }
    folder.run(&["explain", "NOPE1"]).exits(2).says("there is no check `NOPE1`");
}
