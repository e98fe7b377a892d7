//! `cargo xtask TASK`: the project's own tasks.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool of the command line")]

use std::process::ExitCode;

use xtask::generate::{self, Mode};
use xtask::{Failure, bench, console, crosswalk, fuzz, root, setup, test, tidy};

const USAGE: &str = "\
usage: cargo xtask TASK

tasks:
  test   run everything: format, lints, all tests
           --require-all   a suite that cannot run is a failure
           --no-kube       leave the real Kubernetes out
           --full          the long sample sizes
           --gate          also the counts of bench/gates.toml
  setup  install and build what the tests need, outside the tree
  gen    write everything that is generated: registry, documentation, recorded output
  tidy   say what is out of order in the tree (also a normal test)
  bench  measure Seawall beside kube-score and Checkov
           --gate          compare instruction and allocation counts with bench/gates.toml
           --record        write them
  crosswalk
         what becomes of every check that other tools have: crosswalk [TOOL]...
  fuzz   fuzz a reader: fuzz [TARGET] [--seconds N]
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn dispatch(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["test", options @ ..] => test::run(&test::Options::read(options)?),
        ["setup"] => setup::run(setup::Kubernetes::Included),
        ["gen"] => {
            generate::run(&root(), Mode::Write).map_err(Failure::new)?;
            console::refresh()
        }
        ["tidy"] => tidy::run(),
        ["bench", options @ ..] => bench::run(&bench::Task::read(options)?),
        ["crosswalk", tools @ ..] => crosswalk::run(tools),
        ["fuzz", options @ ..] => fuzz::run(&fuzz::Options::read(options)?),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Failure::usage(format!("no such task or option: {}\n\n{USAGE}", words.join(" ")))),
    }
}
