//! What holds for every input: no panic, spans that fit into each other, scalars that read the same alone.

mod common;

use std::sync::Arc;

use common::{Random, document};
use manifest::{Document, Kind, Limits, Node, Scalar, Source, Style, edit};
use proptest::prelude::*;

fn source(bytes: &[u8]) -> Arc<Source> {
    Arc::new(Source::new("test.yaml", bytes.to_vec(), Limits::default()).expect("small enough"))
}

/// Reads bytes in both ways and looks at all that comes out.
fn read(bytes: &[u8]) {
    let source = source(bytes);
    let text = source.text();
    for line in 1..4 {
        let span = source.line(line);
        assert!(text.get(span.start as usize..span.end as usize).is_some());
    }
    let whole = Document::parse(&source, Limits::default());
    for document in manifest::documents(&source).chain([whole]) {
        match document {
            Ok(document) => check(&document),
            Err(error) => {
                assert!(
                    error.span.start <= error.span.end && error.span.start as usize <= text.len(),
                    "{error:?}"
                );
                assert!(!error.message.is_empty());
                assert!(error.document.end as usize <= text.len(), "{error:?}");
                source.position(error.span.start);
            }
        }
    }
}

fn check(document: &Document) {
    let text = document.source().text();
    let within = document.span();
    assert!(within.start <= within.end && within.end as usize <= text.len());
    for comment in document.comments() {
        assert!(document.source().slice(*comment).starts_with('#'), "{comment:?} in {text:?}");
        if let Some(below) = document.below(*comment) {
            assert!(below.end <= within.end && below.start <= below.end);
        }
    }
    for duplicate in document.duplicates() {
        let key = document.node(duplicate.value).key().expect("the value of a key");
        assert_eq!(key.span(), duplicate.key, "{text:?}");
    }
    let root = document.root();
    assert!(root.parent().is_none());
    let mut json = String::new();
    root.write_json(&mut json);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        check_node(node);
        for child in node.entries().map(|entry| entry.value).chain(node.items()) {
            assert_eq!(child.parent().map(Node::id), Some(node.id()), "{text:?}");
            assert!(node.contains(child) && !child.contains(node));
            if child.alias().is_none() {
                let (outer, inner) = (node.span(), child.span());
                assert!(
                    outer.start <= inner.start && inner.end <= outer.end,
                    "{inner:?} in {outer:?} of {text:?}"
                );
            }
            open.push(child);
        }
        for entry in node.entries() {
            let found = node.get(&entry.name()).expect("a key that is there");
            assert_eq!(found.id(), entry.value.id(), "{text:?}");
            assert_eq!(entry.value.key().map(Node::id), Some(entry.key.id()));
        }
    }
}

fn check_node(node: Node<'_>) {
    let text = node.document().source().text();
    let span = node.span();
    let written = text.get(span.start as usize..span.end as usize).expect("on character boundaries");
    let is_collection = matches!(node.kind(), Kind::Mapping | Kind::Sequence);
    assert_eq!(node.scalar().is_none(), is_collection);
    assert_eq!(node.as_str().is_some(), node.kind() == Kind::String);
    assert_eq!(node.as_bool().is_some(), node.kind() == Kind::Bool);
    let edge = |start, end| written.starts_with(start) && written.ends_with(end);
    match node.style() {
        Style::SingleQuoted => assert!(edge('\'', '\''), "{written:?} in {text:?}"),
        Style::DoubleQuoted => assert!(edge('"', '"'), "{written:?} in {text:?}"),
        Style::Literal => assert!(written.starts_with('|')),
        Style::Folded => assert!(written.starts_with('>')),
        _ => {}
    }
}

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
    let lines = include_str!("../../conformance/data/yaml-regressions.txt").lines();
    let mut count = 0;
    for text in lines.filter_map(|line| line.strip_prefix("chunk ").or_else(|| line.strip_prefix("file "))) {
        count += 1;
        read(text.as_bytes());
        read(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\\"", "\"").as_bytes());
    }
    assert!(count > 10);
}
