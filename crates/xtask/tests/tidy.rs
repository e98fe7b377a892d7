//! The house is in order: `cargo xtask tidy` as a test.

use xtask::tidy::{Tree, complaints};

#[test]
fn the_tree_is_tidy() {
    let tree = Tree::read(&xtask::root()).expect("a git checkout");
    let complaints = complaints(&tree);
    assert!(complaints.is_empty(), "out of order:\n{}", complaints.join("\n"));
}
