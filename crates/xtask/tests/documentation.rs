//! What the documentation says of the tree is true.

use xtask::tidy::Tree;

/// The blocks of a fenced language in a Markdown text.
fn blocks<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_code_in_contributing_is_code_of_the_checks() {
    let tree = Tree::read(&xtask::root()).expect("a git checkout");
    let text = &tree.file("CONTRIBUTING.md").expect("CONTRIBUTING.md").text;
    let blocks = blocks(text, "rust");
    assert!(blocks.len() >= 3, "one for each shape");
    for block in blocks {
        let found = tree.sources("checks").any(|file| file.text.contains(block));
        assert!(found, "no check has this code any more:\n{block}");
    }
}

#[test]
fn links_lead_somewhere() {
    let tree = Tree::read(&xtask::root()).expect("a git checkout");
    for file in tree.files().iter().filter(|file| file.path.ends_with(".md")) {
        let folder = tree.root().join(&file.path).parent().expect("a file is in a folder").to_path_buf();
        for target in file.text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = target.split('#').next().unwrap_or_default();
            let elsewhere = target.contains("://") || path.is_empty() || target.contains(char::is_whitespace);
            assert!(elsewhere || folder.join(path).exists(), "{}: {target} is not there", file.path);
        }
    }
}
