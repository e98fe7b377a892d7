//! Files that a person can keep in mind.

use super::tree::File;
use super::{Complaints, Tree};

/// Above this a file is named by `cargo xtask tidy`.
const LONG: usize = 400;
/// Above this it is out of order.
const TOO_LONG: usize = 700;

pub(super) fn check(tree: &Tree) -> Complaints {
    let above = written(tree).filter(|(_, lines)| *lines > TOO_LONG);
    above
        .map(|(file, lines)| format!("{} has {lines} lines: two reasons to exist are two files", file.path))
        .collect()
}

/// The files that are long, longest first.
pub(super) fn long(tree: &Tree) -> Complaints {
    let mut files: Vec<_> = written(tree).filter(|(_, lines)| *lines > LONG).collect();
    files.sort_by_key(|(file, lines)| (std::cmp::Reverse(*lines), &file.path));
    files.into_iter().map(|(file, lines)| format!("{} has {lines} lines", file.path)).collect()
}

/// Sources that people write, with their numbers of lines.
fn written(tree: &Tree) -> impl Iterator<Item = (&File, usize)> {
    let sources = tree.files().iter().filter(|file| file.path.ends_with(".rs") || file.path.ends_with(".go"));
    let written = sources.filter(|file| !file.text.lines().take(5).any(|line| line.contains("xtask gen")));
    written.map(|file| (file, file.text.lines().count()))
}
