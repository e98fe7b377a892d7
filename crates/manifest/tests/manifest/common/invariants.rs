//! What holds for every input: spans that fit into each other, ways that lead up and down, JSON that is JSON.

use std::sync::Arc;

use manifest::{Document, Kind, Limits, Node, Source, Style};

/// A source of some bytes.
pub fn source(bytes: &[u8]) -> Arc<Source> {
    Arc::new(Source::new("test.yaml", bytes.to_vec(), Limits::default()).expect("small enough"))
}

/// Reads bytes in both ways and looks at all that comes out.
pub fn read(bytes: &[u8]) {
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
