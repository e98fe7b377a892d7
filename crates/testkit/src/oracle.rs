//! The real code's verdicts: small Go programs of `kube/oracle` that answer a line of JSON with a line of JSON.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::cache::built;

/// A running oracle. Ends when dropped.
#[derive(Debug)]
pub struct Oracle {
    name: String,
    process: Child,
    questions: Option<BufWriter<ChildStdin>>,
    answers: BufReader<ChildStdout>,
}

impl Oracle {
    /// Starts the oracle of that name (a folder of `kube/oracle`), built first if these sources never were. Says that
    /// the suite is not run where Go is missing or left out.
    pub fn start(suite: &str, name: &str) -> Option<Oracle> {
        Oracle::start_from(suite, "oracle", name)
    }

    /// The same for an oracle of another folder of `kube`, which is a module of its own.
    pub fn start_from(suite: &str, folder: &str, name: &str) -> Option<Oracle> {
        if crate::kubernetes_left_out(suite) {
            return None;
        }
        match Oracle::try_start(folder, name) {
            Ok(oracle) => Some(oracle),
            Err(why) => {
                crate::not_run(suite, &why);
                None
            }
        }
    }

    fn try_start(folder: &str, name: &str) -> Result<Oracle, String> {
        let program = built(folder, name)?;
        let process = Command::new(&program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut process = process.map_err(|error| format!("{}: {error}", program.display()))?;
        let (Some(stdin), Some(stdout)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(format!("{}: no pipes", program.display()));
        };
        let answers = BufReader::with_capacity(1 << 20, stdout);
        Ok(Oracle { name: name.to_owned(), process, questions: Some(BufWriter::new(stdin)), answers })
    }

    /// Asks one question (a line of JSON without its line feed) and waits for the answer.
    ///
    /// # Panics
    /// When the oracle is gone.
    pub fn ask(&mut self, question: &str) -> String {
        let questions =
            self.questions.as_mut().unwrap_or_else(|| panic!("{}: was told all already", self.name));
        let sent = writeln!(questions, "{question}").and_then(|()| questions.flush());
        sent.unwrap_or_else(|error| panic!("{}: {error}", self.name));
        read_line(&mut self.answers).unwrap_or_else(|| panic!("{}: no answer to {question}", self.name))
    }

    /// Asks all questions while the answers come in, and returns the answers in the order of the questions.
    ///
    /// # Panics
    /// When the oracle is gone, or answers more or less than it was asked.
    pub fn ask_all(&mut self, questions: impl Iterator<Item = String> + Send) -> Vec<String> {
        let mut answers = Vec::new();
        self.ask_each(questions, |answer| answers.push(answer));
        answers
    }

    /// The same, handing over each answer as it comes, for more of them than should be kept.
    ///
    /// # Panics
    /// As [`Oracle::ask_all`].
    pub fn ask_each(&mut self, questions: impl Iterator<Item = String> + Send, mut each: impl FnMut(String)) {
        let mut pipe = self.questions.take().unwrap_or_else(|| panic!("{}: was told all already", self.name));
        let (name, answers) = (&self.name, &mut self.answers);
        // A thread of its own writes, so that neither side ever waits for the other to read.
        let (pipe, asked, answered) = std::thread::scope(|scope| {
            let (sender, expected) = std::sync::mpsc::channel();
            let writer = scope.spawn(move || {
                let mut asked = 0_u64;
                for question in questions {
                    let sent = writeln!(pipe, "{question}");
                    sent.unwrap_or_else(|error| panic!("{name}: {error}"));
                    asked += 1;
                    if sender.send(()).is_err() {
                        break;
                    }
                }
                pipe.flush().unwrap_or_else(|error| panic!("{name}: {error}"));
                (pipe, asked)
            });
            let mut answered = 0_u64;
            while expected.recv().is_ok() {
                let answer =
                    read_line(answers).unwrap_or_else(|| panic!("{name}: ended after {answered} answers"));
                each(answer);
                answered += 1;
            }
            let (pipe, asked) = writer.join().unwrap_or_else(|_| panic!("{name}: the writer panicked"));
            (pipe, asked, answered)
        });
        assert_eq!(asked, answered, "{}", self.name);
        self.questions = Some(pipe);
    }
}

/// Runs an oracle that asks for nothing, and returns all that it prints.
pub fn listing(suite: &str, name: &str, arguments: &[&str]) -> Option<String> {
    if crate::kubernetes_left_out(suite) {
        return None;
    }
    let listing = built("oracle", name).and_then(|program| {
        let output = Command::new(&program).args(arguments).output();
        let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
        if !output.status.success() {
            return Err(format!("{name}: {}", String::from_utf8_lossy(&output.stderr)));
        }
        String::from_utf8(output.stdout).map_err(|error| format!("{name}: {error}"))
    });
    listing.map_err(|why| crate::not_run(suite, &why)).ok()
}

fn read_line(answers: &mut impl BufRead) -> Option<String> {
    let mut line = String::new();
    let length = answers.read_line(&mut line).ok()?;
    if line.ends_with('\n') {
        line.pop();
    }
    (length > 0).then_some(line)
}

impl Drop for Oracle {
    fn drop(&mut self) {
        self.questions = None; // the end of its input is the end of the oracle
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The sources of a Go module that the oracles are made of; without them the suite is not run, and says so.
pub fn module(suite: &str, name: &str) -> Option<PathBuf> {
    if crate::kubernetes_left_out(suite) {
        return None;
    }
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../kube/oracle");
    let listed =
        Command::new("go").args(["list", "-m", "-f", "{{.Dir}}", name]).current_dir(sources).output();
    let folder = match listed {
        Ok(output) => PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()),
        Err(error) => {
            crate::not_run(suite, &format!("go: {error}"));
            return None;
        }
    };
    if !folder.is_dir() {
        crate::not_run(suite, &format!("{name} is not in Go's cache: run cargo xtask setup"));
        return None;
    }
    Some(folder)
}
