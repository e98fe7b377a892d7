//! `cargo xtask tidy`: what holds the house in order and no compiler checks.
//!
//! A rule is a function from the tree to complaints, one line each. All of them run as one normal test, so that nobody
//! has to think of them.

mod dependencies;
mod formats;
mod ids;
mod layers;
mod length;
mod licence;
mod lints;
mod modules;
mod places;
mod tree;

pub use tree::Tree;

use crate::generate::{self, Mode};
use crate::{Failure, root};

/// What a rule finds out of order: nothing, or a line for each thing, with the file and what to do.
pub type Complaints = Vec<String>;

/// A rule.
pub type Rule = fn(&Tree) -> Complaints;

/// Every rule, by the name that its complaints carry.
pub const RULES: [(&str, Rule); 9] = [
    ("layers", layers::check),
    ("lints", lints::check),
    ("dependencies", dependencies::check),
    ("modules", modules::check),
    ("ids", ids::check),
    ("formats", formats::check),
    ("places", places::check),
    ("length", length::check),
    ("generated", generated),
];

/// Runs every rule; the failure has one line for each thing out of order. Long files are only named.
pub fn run() -> Result<(), Failure> {
    let tree = Tree::read(&root())?;
    for line in length::long(&tree) {
        println!("long: {line}");
    }
    let complaints = complaints(&tree);
    if complaints.is_empty() {
        println!("tidy");
        return Ok(());
    }
    Err(Failure::new(format!("out of order:\n{}", complaints.join("\n"))))
}

/// The complaints of every rule.
pub fn complaints(tree: &Tree) -> Complaints {
    let of = |(name, rule): &(&str, Rule)| {
        let lines = rule(tree).into_iter();
        lines.map(|line| format!("{name}: {line}")).collect::<Vec<_>>()
    };
    RULES.iter().flat_map(of).collect()
}

fn generated(tree: &Tree) -> Complaints {
    generate::run(tree.root(), Mode::Check).err().into_iter().map(|error| error.to_string()).collect()
}
