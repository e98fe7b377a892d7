//! What holds for every input: no panic, spans that fit into each other, scalars that read the same alone.

use crate::common::invariants::{read, source};
use crate::common::{Random, document};
use manifest::{Document, Limits, Scalar, Style, edit};
use proptest::prelude::*;

/// A scalar that stands alone reads as it did in its document.
fn check_scalars(document: &Document) {
    let mut open = vec![document.root()];
    while let Some(node) = open.pop() {
        open.extend(node.entries().map(|entry| entry.value).chain(node.items()));
        let alone = matches!(node.style(), Style::Plain | Style::SingleQuoted | Style::DoubleQuoted);
        let Some(scalar) = node.scalar().filter(|_| alone) else { continue };
        let text = document.source().slice(node.span());
        let parsed = Document::parse(&source(text.as_bytes()), Limits::default()).expect("a scalar");
        assert_eq!(parsed.root().scalar(), Some(scalar), "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read(&bytes);
    }

    #[test]
    fn any_indicators(parts in prop::collection::vec(prop::sample::select(PARTS), 0..24)) {
        read(parts.concat().as_bytes());
    }

    #[test]
    fn any_document(seed in any::<u64>()) {
        let text = document(&mut Random(seed));
        read(text.as_bytes());
        if !text.contains('!') {
            manifest::documents(&source(text.as_bytes())).flatten().for_each(|document| check_scalars(&document));
        }
    }

    #[test]
    fn any_edits(text in "[ -~\n]{0,80}", edits in prop::collection::vec((0_u32..90, 0_u32..90), 0..5)) {
        let edits: Vec<edit::Edit> = edits
            .into_iter()
            .map(|(start, end)| edit::Edit { span: manifest::Span { start, end }, text: "x".into() })
            .collect();
        let _ = edit::apply(&text, &edits);
    }

    #[test]
    fn integers(value in any::<i64>()) {
        let parsed = Document::parse(&source(value.to_string().as_bytes()), Limits::default()).expect("a number");
        prop_assert_eq!(parsed.root().scalar(), Some(Scalar::Int(value)));
        prop_assert_eq!(parsed.root().as_i64(), Some(value));
    }
}

const PARTS: &[&str] = &[
    "a",
    "b: ",
    "- ",
    "? ",
    ": ",
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "# c\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "\t",
    "\r\n",
    "\r",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "é",
    "<<: *a\n",
    "<<: ",
    "a: &a {b: 1}\n",
    "1",
    "yes",
    "~",
    ".inf",
    "null: ",
    "\\",
    "\\x41",
    "{\"a\": 1}",
    "\"k\": ",
    "x: |+\n",
    "  \n",
];

/// Every text on which this reader and Kubernetes' own once disagreed.
#[test]
fn corpus() {
    let lines = include_str!("../../../conformance/data/yaml-regressions.txt").lines();
    let mut count = 0;
    for text in lines.filter_map(|line| line.strip_prefix("chunk ").or_else(|| line.strip_prefix("file "))) {
        count += 1;
        read(text.as_bytes());
        read(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\\"", "\"").as_bytes());
    }
    assert!(count > 10);
}
