//! Edits of generated documents: what comes out reads as what was meant, and comments stay.

use crate::common::{Random, document, parse, parse_all};
use manifest::edit::{self, Edit, Value};
use manifest::{Document, Kind, Node, Span};
use proptest::prelude::*;
use serde_json::Value as Json;

/// Where a node is: keys and indices from the root.
#[derive(Clone, Debug, PartialEq)]
enum Step {
    Key(String),
    Index(usize),
}

fn json(document: &Document) -> Json {
    let mut text = String::new();
    document.root().write_json(&mut text);
    serde_json::from_str(&text).expect("our JSON is JSON")
}

fn all<'d>(node: Node<'d>, path: &mut Vec<Step>, out: &mut Vec<(Node<'d>, Vec<Step>)>) {
    out.push((node, path.clone()));
    for entry in node.entries() {
        path.push(Step::Key(entry.name().into_owned()));
        all(entry.value, path, out);
        path.pop();
    }
    for (index, item) in node.items().enumerate() {
        path.push(Step::Index(index));
        all(item, path, out);
        path.pop();
    }
}

fn at<'v>(value: &'v mut Json, path: &[Step]) -> &'v mut Json {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key],
        Step::Index(index) => &mut value[index],
    })
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(value) => Json::from(*value),
        Value::String(value) => Json::String(value.clone()),
        Value::Sequence(items) => items.iter().map(to_json).collect(),
        Value::Mapping(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.clone(), to_json(value))).collect())
        }
    }
}

fn value(random: &mut Random, depth: usize) -> Value {
    let words = [
        "plain",
        "two words",
        "yes",
        "1",
        "0x1F",
        "",
        " x",
        "a: b",
        "a #b",
        "- x",
        "it's",
        "say \"x\"",
        "100m",
        "10.0.0.0/8",
        "é",
        "a\nb",
        "a\nb\n",
        "~",
        "<<",
        "2001-01-01",
        "{x}",
        "*a",
        "!x",
        "a,b",
        "tab\there",
        "\u{85}",
        "k:",
        "null",
        "RuntimeDefault",
        "?x",
        "x: ",
        "=",
        "\u{1}",
        "1e3",
    ];
    match random.below(if depth > 2 { 4 } else { 8 }) {
        0 => Value::Bool(random.below(2) == 0),
        1 => Value::Int(random.below(2000) as i64 - 1000),
        2 => Value::Null,
        3 | 4 => Value::String(random.of(&words).into()),
        5 => Value::Sequence((0..random.below(3)).map(|_| value(random, depth + 1)).collect()),
        _ => Value::Mapping(
            (0..random.below(3))
                .map(|index| {
                    (
                        format!("{}{index}", random.of(&["key", "yes", "a b", "1", "k:"])),
                        value(random, depth + 1),
                    )
                })
                .collect(),
        ),
    }
}

/// An edit, what the tree must be then, and the bytes whose comments may go.
fn edit_of(document: &Document, random: &mut Random) -> Option<(String, Edit, Json, Option<Span>)> {
    let mut nodes = Vec::new();
    all(document.root(), &mut Vec::new(), &mut nodes);
    nodes.retain(|(node, _)| node.alias().is_none());
    let (node, path) = random.pick(&nodes).clone();
    let mut expected = json(document);
    let new = value(random, 0);
    match random.below(4) {
        0 => {
            *at(&mut expected, &path) = to_json(&new);
            Some((
                format!("replace {path:?} by {new:?}"),
                edit::replace(node, &new),
                expected,
                Some(node.span()),
            ))
        }
        1 => {
            if !(node.kind() == Kind::Mapping || node.is_null()) {
                return None;
            }
            let place = at(&mut expected, &path);
            if place.is_null() {
                *place = Json::Object(Default::default());
            }
            place["added"] = to_json(&new);
            let gone = node.is_null().then(|| node.span());
            Some((
                format!("insert {new:?} into {path:?}"),
                edit::insert_entry(node, "added", &new),
                expected,
                gone,
            ))
        }
        2 => {
            if !(node.kind() == Kind::Sequence || node.is_null()) {
                return None;
            }
            let place = at(&mut expected, &path);
            if place.is_null() {
                *place = Json::Array(Vec::new());
            }
            place.as_array_mut()?.push(to_json(&new));
            Some((format!("append {new:?} to {path:?}"), edit::insert_item(node, &new), expected, None))
        }
        _ => {
            let (last, parent) = path.split_last()?;
            let place = at(&mut expected, parent);
            match last {
                Step::Key(key) => place.as_object_mut()?.remove(key).map(drop)?,
                Step::Index(index) => drop(place.as_array_mut()?.remove(*index)),
            }
            let edit = edit::remove(node);
            let gone = edit.span;
            Some((format!("remove {path:?}"), edit, expected, Some(gone)))
        }
    }
}

fn check(seed: u64) {
    let mut random = Random(seed);
    let text = document(&mut random);
    let documents = parse_all(&text);
    let Some(document) = documents.first() else { return };
    let Some((what, edit, expected, gone)) = edit_of(document, &mut random) else { return };
    let edited = edit::apply(&text, std::slice::from_ref(&edit)).expect("one edit");
    let context =
        || format!("seed {seed}: {what}\n--- before\n{text}\n--- edit {edit:?}\n--- after\n{edited}\n---");
    let after = match manifest::documents(&parse(&edited)).next() {
        Some(Ok(after)) => json(&after),
        Some(Err(error)) => panic!("{error:?}\n{}", context()),
        None => Json::Null,
    };
    assert_eq!(after, expected, "{}", context());
    for comment in document.comments() {
        let inside = gone.is_some_and(|gone| comment.start >= gone.start && comment.end <= gone.end);
        let comment = document.source().slice(*comment);
        assert!(inside || edited.contains(comment), "lost {comment}\n{}", context());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_documents_read_as_meant(seed in any::<u64>()) {
        check(seed);
    }
}
