//! One process of another tool: no input, no network, no plugins of the user's, limited in time and output.

use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// What a process may cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub time: Duration,
    pub output: usize,
}

/// Why there is no output.
#[derive(Debug)]
pub(super) enum Failure {
    /// No such program.
    NotInstalled,
    /// It said no, in these words.
    Refused(String),
    /// It did not end in time.
    TooSlow(Duration),
    /// It wrote more than it may.
    TooMuch(usize),
    /// It could not be run.
    Broken(io::Error),
}

/// A command with nothing of the user's environment but what programs need to run at all. Addresses lead nowhere, and
/// `home` (an empty folder) stands for every place where configuration or plugins might lie.
pub(super) fn command(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    for name in ["PATH", "SystemRoot", "SystemDrive", "ComSpec", "PATHEXT", "TEMP", "TMP", "TMPDIR", "LANG"] {
        command.envs(std::env::var_os(name).map(|value| (name, value)));
    }
    for name in [
        "HOME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "XDG_DATA_HOME",
    ] {
        command.env(name, home);
    }
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, NOWHERE);
    }
    command
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("KUBECONFIG", home.join("none"));
    command
}

/// The discard port of this machine: refused at once.
const NOWHERE: &str = "http://127.0.0.1:9";

/// Runs a command and returns what it wrote.
pub(super) fn run(command: &mut Command, limits: Limits) -> Result<Vec<u8>, Failure> {
    let end = Instant::now() + limits.time;
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut running = Running(spawned.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Failure::NotInstalled,
        _ => Failure::Broken(error),
    })?);
    let output = collect(running.0.stdout.take(), limits.output + 1, Rest::Refuse);
    let complaints = collect(running.0.stderr.take(), COMPLAINTS, Rest::Discard);

    let output = output.recv_timeout(limits.time).map_err(|_| Failure::TooSlow(limits.time))?;
    if output.len() > limits.output {
        return Err(Failure::TooMuch(limits.output));
    }
    let status = running.wait_until(end).map_err(Failure::Broken)?.ok_or(Failure::TooSlow(limits.time))?;
    if status.success() {
        return Ok(output);
    }
    let complaints = complaints.recv_timeout(GRACE).unwrap_or_default();
    Err(Failure::Refused(in_one_line(&String::from_utf8_lossy(&complaints))))
}

/// How much of what a tool complains about is kept, in bytes.
const COMPLAINTS: usize = 16 << 10;

/// How long the words of a process that has ended may take to arrive.
const GRACE: Duration = Duration::from_secs(1);

/// A child that does not outlive its owner and leaves no zombie.
struct Running(Child);

impl Running {
    /// The status, or `None` when it still runs at that time.
    fn wait_until(&mut self, end: Instant) -> io::Result<Option<ExitStatus>> {
        loop {
            match self.0.try_wait()? {
                None if Instant::now() < end => thread::sleep(Duration::from_millis(1)),
                status => return Ok(status),
            }
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only where the child has ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What to do with what is beyond the limit.
enum Rest {
    /// Close the pipe.
    Refuse,
    /// Read on, so that the writer can go on.
    Discard,
}

/// Reads a pipe in a thread of its own; a read that fails ends what is read.
fn collect(pipe: Option<impl Read + Send + 'static>, limit: usize, rest: Rest) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let Some(mut pipe) = pipe else { return };
        let mut bytes = Vec::new();
        let read = pipe.by_ref().take(limit as u64).read_to_end(&mut bytes);
        if read.is_ok() && matches!(rest, Rest::Discard) {
            let _ = io::copy(&mut pipe, &mut io::sink());
        }
        // Nobody listens any more where the time limit was reached.
        let _ = sender.send(bytes);
    });
    receiver
}

/// What a tool said, without line ends and its own `Error: `.
fn in_one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    line.strip_prefix("Error: ").or_else(|| line.strip_prefix("error: ")).unwrap_or(&line).to_owned()
}

impl Failure {
    /// A sentence for people: what was to be rendered by what, what happened, what to do.
    pub fn message(&self, tool: &str, install: &str) -> String {
        match self {
            Failure::NotInstalled => format!("was not rendered: {install}"),
            Failure::Refused(words) => format!("does not render: {tool} says: {words}"),
            Failure::TooSlow(limit) => {
                format!("was not rendered: {tool} did not end within {} seconds", limit.as_secs_f32())
            }
            Failure::TooMuch(limit) => {
                format!("was not rendered: {tool} wrote more than {} MiB", limit >> 20)
            }
            Failure::Broken(error) => {
                format!("was not rendered: {tool} cannot be run: {}", crate::read::reason(error))
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, limits: Limits) -> Result<Vec<u8>, Failure> {
        run(command("sh", Path::new("/nowhere")).args(["-c", script]), limits)
    }

    const LIMITS: Limits = Limits { time: Duration::from_secs(20), output: 1000 };

    #[test]
    fn output_comes_back_and_refusals_in_one_line() {
        assert_eq!(shell("echo hello", LIMITS).unwrap(), b"hello\n");
        let failure = shell("echo 'Error: no\n such thing' >&2; exit 3", LIMITS).unwrap_err();
        assert_eq!(failure.message("helm", ""), "does not render: helm says: no such thing");
        let talks = "head -c 1000000 /dev/zero >&2; echo done";
        assert_eq!(shell(talks, LIMITS).unwrap(), b"done\n");
    }

    #[test]
    fn limits_hold() {
        let endless = shell("while true; do echo yyyyyyyyyyyyyyyyyyyyyyy; done", LIMITS);
        assert!(matches!(endless, Err(Failure::TooMuch(1000))));
        let slow = Limits { time: Duration::from_millis(50), ..LIMITS };
        assert!(matches!(shell("sleep 600", slow), Err(Failure::TooSlow(_))));
        assert!(matches!(shell("exec >&-; sleep 600", slow), Err(Failure::TooSlow(_))));
    }

    #[test]
    fn a_missing_program_is_told_apart() {
        let missing = run(&mut command("seawall-no-such-program", Path::new("/nowhere")), LIMITS);
        assert!(matches!(missing, Err(Failure::NotInstalled)));
    }

    #[test]
    fn the_users_environment_stays_outside() {
        let output = shell("env", LIMITS).unwrap();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains("HOME=/nowhere\n"));
        assert!(!output.contains("CARGO"), "{output}");
    }
}
