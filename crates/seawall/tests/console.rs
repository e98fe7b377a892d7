//! The recorded output in the documentation is what the binary writes: every `console` block of the README and of
//! `docs/` is replayed from the root of the tree. `cargo xtask gen` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every README of the examples, that of the root, and everything below `docs/` but the pages of checks, which are
/// derived from their sources.
fn documents() -> Vec<PathBuf> {
    let examples = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> =
        examples.map(|folder| folder.join("README.md")).filter(|file| file.exists()).collect();
    found.push(root().join("README.md"));
    let mut ahead = vec![root().join("docs")];
    while let Some(folder) = ahead.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension() {
                None if !path.ends_with("checks") => ahead.push(path),
                Some(extension) if extension == "md" => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// The text with the output of each `console` block replaced by what its commands write now.
fn replayed(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if line == "```console" {
            let block = lines.by_ref().take_while(|line| *line != "```");
            let commands = block.filter_map(|line| line.strip_prefix("$ ")).collect::<Vec<_>>();
            out.push_str(&session(&commands));
            out.push_str("```\n");
        }
    }
    out
}

/// What a terminal would show: `seawall …`, also `| head -N`, and `echo $?` for the exit code of the one before.
fn session(commands: &[&str]) -> String {
    let mut out = String::new();
    let mut exit_code = 0;
    for command in commands {
        out.push_str(&format!("$ {command}\n"));
        if *command == "echo $?" {
            out.push_str(&format!("{exit_code}\n"));
            continue;
        }
        let (words, lines) = match command.split_once(" | head -") {
            Some((words, lines)) => (words, lines.parse().unwrap()),
            None => (*command, usize::MAX),
        };
        let arguments =
            words.strip_prefix("seawall").unwrap_or_else(|| panic!("not a command of ours: {command}"));
        let output = Command::new(env!("CARGO_BIN_EXE_seawall"))
            .args(arguments.split_whitespace())
            .current_dir(root())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        exit_code = output.status.code().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            for line in String::from_utf8(bytes.clone()).unwrap().lines().take(lines) {
                out.push_str(line.trim_end());
                out.push('\n');
            }
        }
    }
    out
}

#[test]
fn recorded_output_is_what_the_binary_writes() {
    let update = std::env::var_os("SEAWALL_UPDATE").is_some();
    for path in documents() {
        let recorded = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let now = replayed(&recorded);
        if update && recorded != now {
            // A file of its own takes the place of the old one: nobody ever reads half of it.
            let beside = path.with_extension("md.new");
            fs::write(&beside, &now).unwrap();
            fs::rename(&beside, &path).unwrap();
        } else {
            assert!(recorded == now, "{} is out of date; run `cargo xtask gen`\n{now}", path.display());
        }
    }
}
