//! `cargo xtask bench`: Seawall beside its peers, and the counts that gate regressions.

pub mod corpus;

use crate::Failure;

/// What to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Seawall beside its peers, as a table for people.
    Compare,
    /// The counts of fixed workloads against the committed ones.
    Gate,
    /// The same, written to the committed file.
    Record,
}

impl Task {
    /// Reads the words behind `bench`.
    pub fn read(words: &[&str]) -> Result<Task, Failure> {
        match words {
            [] => Ok(Task::Compare),
            ["--gate"] => Ok(Task::Gate),
            ["--record"] => Ok(Task::Record),
            _ => Err(Failure::usage(format!("bench has no option {}", words.join(" ")))),
        }
    }
}

/// Measures.
pub fn run(task: &Task) -> Result<(), Failure> {
    let _ = task;
    Ok(())
}
