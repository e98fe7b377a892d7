//! A folder of files, and the binary run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The binary under test.
pub const SEAWALL: &str = env!("CARGO_BIN_EXE_seawall");

/// A Pod that nobody should run: at least one finding of `high` or worse.
pub const PRIVILEGED: &str = "\
apiVersion: v1
kind: Pod
metadata:
  name: bad
  namespace: shop
spec:
  containers:
  - name: a
    image: registry.example/a:1
    securityContext:
      privileged: true
";

/// An object that no check has anything to say about.
pub const HARMLESS: &str =
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\ndata:\n  color: blue\n";

/// A folder that is gone when the test is.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(TempDir::new().unwrap())
    }

    /// A folder with one file.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Folder {
        let folder = Folder::new();
        folder.file(name, content);
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file and the folders above it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// The command, in this folder, with nothing of the tester's own settings.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(SEAWALL);
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "CI", "TERM", "COLUMNS", "RAYON_NUM_THREADS"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run(self.command(arguments).output().unwrap())
    }

    /// Runs with a text on standard input.
    pub fn pipe(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Run {
        let mut command = self.command(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A binary that refuses its arguments does not read.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        Run(child.wait_with_output().unwrap())
    }

    /// Scans to JSON, whatever the exit code.
    pub fn scan(&self, arguments: &[&str]) -> Scan {
        let run = self.run(&[&["scan", "-o", "json"], arguments].concat());
        Scan { json: run.json(), code: run.code() }
    }
}

/// One run that has ended.
pub struct Run(pub Output);

impl Run {
    pub fn code(&self) -> i32 {
        self.0.status.code().expect("it ended by itself")
    }

    pub fn stdout(&self) -> &str {
        std::str::from_utf8(&self.0.stdout).unwrap()
    }

    pub fn stderr(&self) -> &str {
        std::str::from_utf8(&self.0.stderr).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(self.stdout())
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout(), self.stderr()))
    }

    /// Ended with this code; else the test says what was written.
    #[track_caller]
    pub fn exits(&self, code: i32) -> &Run {
        assert_eq!(self.code(), code, "stdout: {}\nstderr: {}", self.stdout(), self.stderr());
        self
    }

    #[track_caller]
    pub fn says(&self, part: &str) -> &Run {
        assert!(self.stderr().contains(part), "`{part}` is not in stderr: {}", self.stderr());
        self
    }
}

/// A scan's result.
pub struct Scan {
    pub json: Value,
    pub code: i32,
}

impl Scan {
    /// The files that findings are in, each once, in order.
    pub fn files(&self) -> Vec<&str> {
        let findings = self.json["findings"].as_array().unwrap();
        let mut files: Vec<&str> =
            findings.iter().filter_map(|finding| finding["location"]["file"].as_str()).collect();
        files.dedup();
        files
    }

    pub fn objects(&self) -> u64 {
        self.json["summary"]["objects"].as_u64().unwrap()
    }

    /// Reasons and files of what could not be judged.
    pub fn incomplete(&self) -> Vec<(&str, &str)> {
        let Some(incomplete) = self.json["incomplete"].as_array() else { return Vec::new() };
        incomplete
            .iter()
            .map(|entry| {
                let file = entry["location"]["file"].as_str().or_else(|| entry["file"].as_str());
                (entry["reason"].as_str().unwrap(), file.unwrap_or_else(|| panic!("{entry} names no file")))
            })
            .collect()
    }

    /// The examples of a kind of note.
    pub fn notes(&self, kind: &str) -> Vec<&str> {
        let notes = self.json["notes"].as_array().map(Vec::as_slice).unwrap_or_default();
        let of_kind = notes.iter().filter(|note| note["kind"] == kind);
        of_kind
            .flat_map(|note| note["examples"].as_array().unwrap())
            .map(|text| text.as_str().unwrap())
            .collect()
    }

    pub fn ids(&self) -> Vec<&str> {
        self.json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["id"].as_str().unwrap())
            .collect()
    }
}
