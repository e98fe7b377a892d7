//! Edits, byte by byte.

use crate::common::parse_all;
use manifest::edit::{self, Conflict, Edit, Value};
use manifest::{Node, Span};

enum Change {
    Replace(Value),
    Entry(&'static str, Value),
    Item(Value),
    Remove,
}

use Change::{Entry, Item, Remove, Replace};

fn text(text: &str) -> Value {
    Value::String(text.into())
}

fn map(entries: &[(&str, Value)]) -> Value {
    Value::Mapping(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

/// The node at a path of keys and indices.
fn at<'d>(root: Node<'d>, path: &str) -> Node<'d> {
    path.split('.').filter(|step| !step.is_empty()).fold(root, |node, step| {
        let item = step.parse().ok().and_then(|index| node.items().nth(index));
        item.or_else(|| node.get(step)).unwrap_or_else(|| panic!("no {step} in {path}"))
    })
}

#[track_caller]
fn check(before: &str, path: &str, change: Change, after: &str) {
    let documents = parse_all(before);
    let node = at(documents[0].root(), path);
    let edit = match change {
        Replace(value) => edit::replace(node, &value),
        Entry(key, value) => edit::insert_entry(node, key, &value),
        Item(value) => edit::insert_item(node, &value),
        Remove => edit::remove(node),
    };
    assert_eq!(edit::apply(before, &[edit]).as_deref(), Ok(after));
}

#[test]
fn scalars_keep_their_quotes() {
    check("a: b # c\n", "a", Replace(text("x")), "a: x # c\n");
    check("a: 'b'\n", "a", Replace(text("it's")), "a: 'it''s'\n");
    check("a: \"b\"\n", "a", Replace(text("x")), "a: \"x\"\n");
    check("a: b\n", "a", Replace(text("yes")), "a: \"yes\"\n");
    check("a: 'true'\n", "a", Replace(Value::Bool(false)), "a: false\n");
    check("a:\n", "a", Replace(Value::Int(1)), "a: 1\n");
    check("a: # c\n", "a", Replace(Value::Int(1)), "a: 1 # c\n");
    check("- \n- x\n", "0", Replace(Value::Int(1)), "- 1 \n- x\n");
    check("{\"a\": \"x\"}", "a", Replace(text("y")), "{\"a\": \"y\"}");
    check("a: {b: }\n", "a.b", Replace(text("y, z")), "a: {b: \"y, z\" }\n");
    check("a: !!str 1\n", "a", Replace(Value::Bool(true)), "a: true\n");
    check("a: &x b\nc: *x\n", "c", Replace(text("d")), "a: &x d\nc: *x\n");
    check("a: |\n  x\n  y\nb: 1\n", "a", Replace(text("p\nq\n")), "a: |\n  p\n  q\nb: 1\n");
    check("a: | # c\n  x\nb: 1\n", "a", Replace(Value::Null), "a: null # c\nb: 1\n");
}

#[test]
fn collections_take_the_place_of_each_other() {
    let privileged = map(&[("privileged", Value::Bool(false)), ("drop", Value::Sequence(vec![text("ALL")]))]);
    check(
        "a:\n  b: 1\n",
        "a.b",
        Replace(privileged.clone()),
        "a:\n  b:\n    privileged: false\n    drop:\n      - ALL\n",
    );
    check(
        "a:\n    b: 1 # c\n",
        "a.b",
        Replace(map(&[("x", text("y"))])),
        "a:\n    b: # c\n        x: \"y\"\n",
    );
    check("a:\n  b: 1\n  c: 2\nd: 3\n", "a", Replace(Value::Sequence(Vec::new())), "a: []\nd: 3\n");
    check("a: # x\n  # y\n  b: 1\n", "a", Replace(Value::Int(1)), "a: 1 # x\n  # y\n");
    check("a:\n- x\nd: 3\n", "a", Replace(map(&[("b", Value::Int(1))])), "a:\n  b: 1\nd: 3\n");
    check("- a: 1\n  b: 2\n", "0", Replace(text("x")), "- x\n");
    check("{\"a\":{\"b\":1}}", "a", Replace(map(&[("c", Value::Null)])), "{\"a\":{\"c\":null}}");
}

#[test]
fn entries_are_added_in_the_style_around() {
    let entry = || Entry("x", Value::Bool(true));
    check("a: 1\n", "", entry(), "a: 1\nx: true\n");
    check("a: 1", "", entry(), "a: 1\nx: true");
    check("a: 1\r\nb: 2\r\n", "", entry(), "a: 1\r\nb: 2\r\nx: true\r\n");
    check("a:\n    b: 1 # c\n# d\ne: 1\n", "a", entry(), "a:\n    b: 1 # c\n    x: true\n# d\ne: 1\n");
    check("a:\n  - b: 1\n  - c: 2\n", "a.0", entry(), "a:\n  - b: 1\n    x: true\n  - c: 2\n");
    check("a: {b: 1}\n", "a", entry(), "a: {b: 1, x: true}\n");
    check("a: {b: 1,}\n", "a", entry(), "a: {b: 1, x: true,}\n");
    check("{\"b\":1,\"c\":2}", "", entry(), "{\"b\":1,\"c\":2,\"x\":true}");
    check("{\n  \"b\": 1\n}\n", "", entry(), "{\n  \"b\": 1,\n  \"x\": true\n}\n");
    check("a: {}\n", "a", entry(), "a:\n  x: true\n");
    check("a: {} # c\n", "a", entry(), "a: # c\n  x: true\n");
    check("a:\nb: 1\n", "a", entry(), "a:\n  x: true\nb: 1\n");
    check("a: ~\n", "a", entry(), "a:\n  x: true\n");
    check("- a: {}\n", "0.a", entry(), "- a:\n    x: true\n");
    check("[{}]\n", "0", entry(), "[{x: true}]\n");
    check("{\"a\": {}}", "a", entry(), "{\"a\": {\"x\": true}}");
    check("a:\n  b: |+\n    text\n\nc: 1\n", "a", entry(), "a:\n  b: |+\n    text\n\n  x: true\nc: 1\n");
    let nested = Entry(
        "securityContext",
        map(&[("capabilities", map(&[("drop", Value::Sequence(vec![text("ALL")]))]))]),
    );
    check(
        "spec:\n  containers:\n  - name: a\n    image: b\n",
        "spec.containers.0",
        nested,
        "spec:\n  containers:\n  - name: a\n    image: b\n    securityContext:\n      capabilities:\n        drop:\n        - ALL\n",
    );
}

#[test]
fn items_are_added_in_the_style_around() {
    let item = || Item(text("x"));
    check("a:\n- b\nc: 1\n", "a", item(), "a:\n- b\n- x\nc: 1\n");
    check("a:\n  - b # c\n", "a", item(), "a:\n  - b # c\n  - x\n");
    check("a: [b]\n", "a", item(), "a: [b, x]\n");
    check("a: [\"b\",\"c\"]\n", "a", item(), "a: [\"b\",\"c\",x]\n");
    check("{\"a\":[1,2]}", "a", item(), "{\"a\":[1,2,\"x\"]}");
    check("a: []\n", "a", item(), "a:\n  - x\n");
    check(
        "a:\n- b: 1\n",
        "a",
        Item(map(&[("c", Value::Int(1)), ("d", Value::Int(2))])),
        "a:\n- b: 1\n- c: 1\n  d: 2\n",
    );
}

#[test]
fn what_is_removed_takes_its_comments_along() {
    check("a: 1\nb: 2 # c\nd: 3\n", "b", Remove, "a: 1\nd: 3\n");
    check("a: 1\n# about b\n# more\nb: 2\n# about d\nd: 3\n", "b", Remove, "a: 1\n# about d\nd: 3\n");
    check("a: 1\n# not about b\n\nb: 2\nd: 3\n", "b", Remove, "a: 1\n# not about b\n\nd: 3\n");
    check("# the file\na: 1\nb: 2\n", "a", Remove, "# the file\nb: 2\n");
    check("a: 1\nb: 2", "b", Remove, "a: 1");
    check("- a: 1\n  b: 2\n", "0.a", Remove, "- b: 2\n");
    check("x:\n  a: 1\ny: 2\n", "x.a", Remove, "x: {}\ny: 2\n");
    check("x:\n- a\ny: 2\n", "x.0", Remove, "x: []\ny: 2\n");
    check("- a\n# about b\n- b\n- c\n", "1", Remove, "- a\n- c\n");
    check("a: {b: 1, c: 2}\n", "a.b", Remove, "a: {c: 2}\n");
    check("a: {b: 1, c: 2}\n", "a.c", Remove, "a: {b: 1}\n");
    check("a: [1, 2, 3]\n", "a.1", Remove, "a: [1, 3]\n");
    check("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "a", Remove, "{\n  \"b\": 2\n}\n");
    check("{\n  \"a\": 1,\n  \"b\": 2\n}\n", "b", Remove, "{\n  \"a\": 1\n}\n");
    check("a: |\n  x\n\nb: 1\n", "a", Remove, "\nb: 1\n");
    check("a: &x 1\nb: *x\nc: 2\n", "b", Remove, "a: &x 1\nc: 2\n");
}

#[test]
fn what_is_shared_changes_where_it_is_written() {
    let merged = "b: &b\n  x: 1\n  z: 2\nd:\n  <<: *b\n  w: 3\n";
    check(merged, "d.x", Replace(Value::Int(9)), &merged.replace("x: 1", "x: 9"));
    check(merged, "d.x", Remove, &merged.replace("  x: 1\n", ""));
    check(merged, "d.w", Remove, &merged.replace("  w: 3\n", ""));
    check(merged, "d", Entry("new", Value::Int(1)), &merged.replace("  w: 3\n", "  w: 3\n  new: 1\n"));
    let last = "b: &b {x: 1}\nd:\n  w: 3\n  <<: *b\n";
    check(last, "d", Entry("new", Value::Int(1)), &last.replace("*b\n", "*b\n  new: 1\n"));
    let alias = "b: &b\n  x: 1\nd: *b\ne: [*b, 2]\n";
    check(alias, "d", Entry("new", Value::Int(1)), &alias.replace("x: 1\n", "x: 1\n  new: 1\n"));
    check(alias, "d.x", Replace(Value::Int(9)), &alias.replace("x: 1", "x: 9"));
    check(alias, "d", Remove, &alias.replace("d: *b\n", ""));
    check(alias, "e.0", Remove, &alias.replace("*b, ", ""));
    check(alias, "e", Item(Value::Int(3)), &alias.replace("2]", "2, 3]"));
}

#[test]
fn edits_apply_together_or_not_at_all() {
    let edit = |start, end, text: &str| Edit { span: Span { start, end }, text: text.into() };
    let apply = |edits: &[Edit]| edit::apply("abcdef", edits);
    assert_eq!(apply(&[edit(4, 5, "E"), edit(0, 1, "A"), edit(1, 1, "+")]).as_deref(), Ok("A+bcdEf"));
    assert_eq!(apply(&[edit(2, 2, "1"), edit(2, 2, "2")]).as_deref(), Ok("ab12cdef"));
    assert_eq!(apply(&[edit(0, 3, ""), edit(3, 6, "x")]).as_deref(), Ok("x"));
    let spans = [Span { start: 0, end: 3 }, Span { start: 2, end: 4 }];
    assert_eq!(apply(&[edit(0, 3, ""), edit(2, 4, "")]), Err(Conflict { spans }));
    assert!(apply(&[edit(5, 9, "")]).is_err());
    assert!(edit::apply("é", &[edit(1, 2, "")]).is_err());
}
