//! Suites that do not run.

use std::io::Write;

/// Says that a suite did not run, and why: on standard output, and as a line of the file that `SEAWALL_NOT_RUN` names,
/// which `cargo xtask test` shows in its closing lines.
///
/// # Panics
/// With `SEAWALL_REQUIRE_ALL=1`, where every suite has to run.
#[expect(clippy::print_stdout, reason = "the suite's own line, among the output of the tests")]
pub fn not_run(suite: &str, why: &str) {
    assert!(
        std::env::var_os("SEAWALL_REQUIRE_ALL").is_none_or(|value| value != "1"),
        "not run: {suite}: {why}"
    );
    println!("not run: {suite}: {why}");
    let Some(path) = std::env::var_os("SEAWALL_NOT_RUN") else { return };
    let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(format!("{suite}: {why}\n").as_bytes()));
    if let Err(error) = written {
        panic!("{}: {error}", path.display());
    }
}

/// Whether the user left out everything that needs Go or Kubernetes (`SEAWALL_NO_KUBE=1`); says so if so.
pub fn kubernetes_left_out(suite: &str) -> bool {
    let left_out = std::env::var_os("SEAWALL_NO_KUBE").is_some_and(|value| value == "1");
    if left_out {
        not_run(suite, "--no-kube");
    }
    left_out
}
