//! Any edit of any text: no panic, and an edit that fits its text. The first two bytes choose the edit and
//! the node.

#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use manifest::edit::{self, Value};
use manifest::{Document, Limits, Node, Source};

fuzz_target!(|bytes: &[u8]| {
    let [what, which, text @ ..] = bytes else { return };
    let Ok(source) = Source::new("-", text.to_vec(), Limits::default()) else { return };
    let source = Arc::new(source);
    for document in manifest::documents(&source).flatten() {
        let Some(node) = nodes(&document).nth(usize::from(*which)) else { continue };
        let value = value(what >> 2);
        let edit = match what & 3 {
            0 => edit::replace(node, &value),
            1 => edit::insert_entry(node, "key", &value),
            2 => edit::insert_item(node, &value),
            _ => edit::remove(node),
        };
        edit::apply(source.text(), &[edit]).expect("an edit fits the text it was made for");
    }
});

/// The nodes of a document, root first.
fn nodes(document: &Document) -> impl Iterator<Item = Node<'_>> {
    let mut open = vec![document.root()];
    std::iter::from_fn(move || {
        let node = open.pop()?;
        open.extend(node.entries().map(|entry| entry.value).chain(node.items()));
        Some(node)
    })
}

fn value(choice: u8) -> Value {
    match choice & 7 {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => Value::Int(-1),
        3 => Value::String("a: #b\n'\"".into()),
        4 => Value::Sequence(vec![Value::Int(1), Value::Mapping(vec![("a".into(), Value::Null)])]),
        5 => Value::Mapping(vec![("a b".into(), Value::Sequence(vec![Value::Bool(false)]))]),
        6 => Value::String("plain".into()),
        _ => Value::Mapping(Vec::new()),
    }
}
