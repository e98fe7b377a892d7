//! What documents say, and where.

use std::sync::Arc;

use crate::common::{parse, parse_all};
use manifest::{
    Document, FieldNames, Kind, Limits, Node, Provenance, Scalar, Source, Span, Style, SyntaxError,
};

fn one(text: &str) -> Document {
    Document::parse(&parse(text), Limits::default()).unwrap_or_else(|error| panic!("{error:?}\n{text}"))
}

fn error(text: &str) -> (String, String) {
    let source = parse(text);
    let error = Document::parse(&source, Limits::default()).expect_err("not YAML");
    (source.slice(error.span).to_owned(), error.message)
}

fn json(node: Node<'_>) -> String {
    let mut json = String::new();
    node.write_json(&mut json);
    json
}

fn written<'d>(node: Node<'d>) -> &'d str {
    node.document().source().slice(node.span())
}

#[test]
fn spans_are_what_is_written() {
    let document = one(
        "# c\nspec:\n  containers:\n  - name: 'a b' # d\n    args: [x, \"y\" ]\n    empty:\n  - {b: 1}\nlast: |\n  text\n\n",
    );
    let root = document.root();
    let containers = root.path(&["spec", "containers"]).expect("a list");
    let first = containers.items().next().expect("an item");
    assert_eq!(written(first.get("name").expect("a name")), "'a b'");
    assert_eq!(written(first.get("args").expect("a list")), "[x, \"y\" ]");
    assert_eq!(written(first), "name: 'a b' # d\n    args: [x, \"y\" ]\n    empty:");
    assert_eq!(written(containers), "- name: 'a b' # d\n    args: [x, \"y\" ]\n    empty:\n  - {b: 1}");
    assert_eq!(written(root.get("last").expect("text")), "|\n  text");
    let empty = first.get("empty").expect("a null node");
    assert!(empty.is_null());
    assert_eq!(written(empty), "");
    assert!(document.source().text()[..empty.span().start as usize].ends_with("empty:"));
    assert_eq!(first.get("name").and_then(Node::key).map(written), Some("name"));
    assert_eq!(first.parent().map(Node::id), Some(containers.id()));
    assert_eq!(first.get("args").map(Node::style), Some(Style::Flow));
    assert_eq!(root.get("last").map(Node::style), Some(Style::Literal));
}

#[test]
fn scalars_resolve_as_go_does() {
    let document =
        one("[yes, 0440, 1.0, 1e3, 18446744073709551615, ~, 'yes', !!str 1, !!binary aGk=, 2001-01-01, -7]");
    let scalars: Vec<Scalar<'_>> = document.root().items().filter_map(Node::scalar).collect();
    let text = |text: &'static str| Scalar::String(text.into());
    let expected = vec![
        Scalar::Bool(true),
        Scalar::Int(288),
        Scalar::Float(1.0),
        Scalar::Float(1000.0),
        Scalar::Uint(u64::MAX),
        Scalar::Null,
        text("yes"),
        text("1"),
        text("hi"),
        text("2001-01-01"),
        Scalar::Int(-7),
    ];
    assert_eq!(scalars, expected);
    assert_eq!(document.root().items().nth(2).and_then(Node::as_i64), Some(1));
    assert_eq!(document.root().items().nth(4).and_then(Node::as_i64), None);
}

#[test]
fn keys_are_names() {
    let document = one("yes: 1\n1.0: 2\n'a': 3\n0x10: 4\n");
    let names: Vec<String> = document.root().entries().map(|entry| entry.name().into_owned()).collect();
    assert_eq!(names, ["true", "1", "a", "16"]);
    assert_eq!(document.root().get("true").and_then(Node::as_i64), Some(1));
    assert!(document.root().get("yes").is_none());
    assert!(document.root().get("b").is_none());
}

#[test]
fn aliases_are_expanded_in_place() {
    let text = "base: &b\n  x: 1\n  deep: &d [a]\ncopy: *b\nlist: [*d, *d]\n";
    let document = one(text);
    let copy = document.root().get("copy").expect("a copy");
    assert_eq!(json(copy), r#"{"deep":["a"],"x":1}"#);
    assert_eq!(copy.alias().map(|span| document.source().slice(span)), Some("*b"));
    assert_eq!(written(copy), "x: 1\n  deep: &d [a]");
    let item = copy.path(&["deep"]).and_then(|deep| deep.items().next()).expect("an item");
    assert_eq!(item.alias().map(|span| document.source().slice(span)), Some("*b"));
    assert_eq!(item.parent().and_then(Node::parent).map(Node::id), Some(copy.id()));
    assert_eq!(document.root().path(&["base", "x"]).and_then(Node::alias), None);
    assert_eq!(document.root().get("list").map(written), Some("[*d, *d]"));
    assert_eq!(written(document.root()), text.trim_end());
}

#[test]
fn the_innermost_alias_is_told() {
    let document = one("a: &a {x: 1}\nb: &b {k: *a}\nc: *b\n");
    let inner = document.root().path(&["c", "k", "x"]).expect("through two aliases");
    assert_eq!(inner.alias().map(|span| document.source().slice(span)), Some("*a"));
    let outer = document.root().path(&["c"]).expect("through one alias");
    assert_eq!(outer.alias().map(|span| document.source().slice(span)), Some("*b"));
}

#[test]
fn merge_keys_merge() {
    let document = one("b: &b {x: 1, y: 2}\nc: &c {x: 5}\nd:\n  <<: [*c, *b]\n  z: 3\n");
    assert_eq!(json(document.root().get("d").expect("a mapping")), r#"{"true":2,"x":5,"z":3}"#);
    let document = one("d: {<<: {a: 1, a: 2}, b: 3}\n");
    assert_eq!(json(document.root()), r#"{"d":{"a":2,"b":3}}"#);
    let duplicate = document.duplicates().first().expect("a key that stands twice");
    assert_eq!(document.node(duplicate.value).as_i64(), Some(2));
    assert!(error("a: {<<: 1}").1.contains("`<<`"));
    assert!(error("a: {<<: [1]}").1.contains("`<<`"));
}

#[test]
fn duplicates_are_told_and_the_last_wins() {
    let document = one("a: 1\nb: {c: 1}\na: 2\n");
    assert_eq!(json(document.root()), r#"{"a":2,"b":{"c":1}}"#);
    assert_eq!(document.root().entries().count(), 2);
    let duplicate = document.duplicates().first().expect("one");
    assert_eq!(
        (duplicate.overridden, duplicate.key),
        (Span { start: 0, end: 1 }, Span { start: 15, end: 16 })
    );
    assert_eq!(document.node(duplicate.value).as_i64(), Some(2));
    assert_eq!(document.root().get("a").map(Node::id), Some(duplicate.value));
    let many: String = (0..100).map(|key| format!("k{}: {key}\n", key % 90)).collect();
    assert_eq!(one(&many).duplicates().len(), 10);
    // Go tells them apart, and gives them one name.
    let document = one("1: a\n'1': b\n");
    assert!(document.duplicates().is_empty());
    assert_eq!(json(document.root()), r#"{"1":"b"}"#);
}

#[test]
fn errors_say_where_and_what() {
    let cases = [
        ("a: b: c", ":", "in quotes"),
        ("a: [1, 2", "", "expected `,` or `]`"),
        ("a: \"x", "\"x", "never closed"),
        ("a:\n\t- b", "\t", "only spaces"),
        ("a: @x", "@", "in quotes"),
        ("a: *x", "*x", "no anchor"),
        ("a: .inf", ".inf", "infinity"),
        ("null: x", "null", "null cannot be a key"),
        ("? [a]\n: b", "[", "cannot be a key"),
        ("a: !!int x", "x", "an integer"),
        ("a: !!binary x", "x", "base64"),
        ("%YAML 1.2\n---\na: 1", "%YAML 1.2", "1.1"),
        ("a: \u{1}", "\u{1}", "does not allow"),
        ("a: 1\n- b", "-", "found a list item"),
        ("a: \"\\q\"", "\\q", "escape"),
        ("a: -", "-", "list item cannot start here"),
    ];
    for (text, place, part) in cases {
        let (found, message) = error(text);
        assert!(message.contains(part), "{text:?}: {message}");
        assert_eq!(found, place, "{text:?}: {message}");
    }
}

#[test]
fn an_error_loses_one_document() {
    let source = parse("a: 1\n---\na: [\n---\nb: 2\n---\n\n---\n-----BEGIN\nx\n---\nc: 3\n");
    let read: Vec<Result<Document, SyntaxError>> = manifest::documents(&source).collect();
    let read: Vec<Result<String, &str>> = read
        .iter()
        .map(|read| {
            read.as_ref().map(|document| json(document.root())).map_err(|error| source.slice(error.document))
        })
        .collect();
    let expected = [
        Ok(r#"{"a":1}"#.to_owned()),
        Err("a: [\n"),
        Ok(r#"{"b":2}"#.to_owned()),
        Err("-----BEGIN\nx\n"),
        Ok(r#"{"c":3}"#.to_owned()),
    ];
    assert_eq!(read, expected);
}

#[test]
fn streams_of_json() {
    let documents = parse_all("{\"a\": 1}\n{\"b\": \"\\ud83d\\ude00\\/\"} {\"c\": 1.0}");
    let read: Vec<String> = documents.iter().map(|document| json(document.root())).collect();
    assert_eq!(read, [r#"{"a":1}"#, "{\"b\":\"😀/\"}", r#"{"c":1}"#]);
    let documents = parse_all("{\"a\": 1}\n---\nb: 2\n");
    assert_eq!(
        documents.iter().map(|document| json(document.root())).collect::<Vec<_>>(),
        [r#"{"a":1}"#, r#"{"b":2}"#]
    );
    let documents = parse_all("{a: 1}\n---\n{b: 2}\n");
    assert_eq!(documents.len(), 2);
    let source = parse("{\"a\": 1e999} {\"b\": 2}");
    let read: Vec<bool> = manifest::documents(&source).map(|document| document.is_ok()).collect();
    assert_eq!(read, [false, true]);
}

#[test]
fn comments_and_what_they_speak_of() {
    let text = "\
# whole
kind: Pod
spec:
  # a
  a: 1
  list:
  # first
  - x: 1
    # y
    y: 2 # behind
  # second
  - z
  # nothing below
other: 1
# end
";
    let document = one(text);
    let below = |comment: &str| {
        let start = u32::try_from(text.find(comment).expect("the comment")).expect("short");
        let span = Span { start, end: start + u32::try_from(comment.len()).expect("short") };
        assert!(document.comments().contains(&span), "{comment}");
        document.below(span).map(|span| document.source().slice(span))
    };
    assert_eq!(document.comments().len(), 8);
    assert_eq!(below("# whole"), Some(text));
    assert_eq!(below("# a"), Some("a: 1"));
    assert_eq!(below("# first"), Some("- x: 1\n    # y\n    y: 2"));
    assert_eq!(below("# y"), Some("y: 2"));
    assert_eq!(below("# behind"), None);
    assert_eq!(below("# second"), Some("- z"));
    assert_eq!(below("# nothing below"), None);
    assert_eq!(below("# end"), None);
}

#[test]
fn places_in_lines() {
    let source = parse("a: é\r\nb: 1\rc: 2\n\nd");
    let place = |byte| {
        let position = source.position(byte);
        (position.line, position.column)
    };
    assert_eq!(place(0), (1, 1));
    assert_eq!(place(5), (1, 5));
    assert_eq!(place(4), (1, 4), "inside the é");
    assert_eq!(place(7), (2, 1));
    assert_eq!(place(12), (3, 1));
    assert_eq!(place(18), (5, 1));
    assert_eq!(place(99), (5, 2));
    let line = |number| source.slice(source.line(number));
    assert_eq!((line(1), line(2), line(3), line(4), line(5), line(6)), ("a: é", "b: 1", "c: 2", "", "d", ""));
    assert_eq!(source.line(0), Span::default());
}

#[test]
fn encodings() {
    let utf16 = |text: &str, unit: fn(u16) -> [u8; 2]| {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect::<Vec<u8>>()
    };
    for bytes in
        [utf16("a: é😀", u16::to_le_bytes), utf16("a: é😀", u16::to_be_bytes), "\u{feff}a: é😀".into()]
    {
        let source = Arc::new(Source::new("x", bytes, Limits::default()).expect("small"));
        let document = manifest::documents(&source).next().expect("a document").expect("no error");
        assert_eq!(json(document.root()), "{\"a\":\"é😀\"}");
    }
    let source = Arc::new(
        Source::with_provenance("x", b"a: \xff\n---\nb: 1\n".to_vec(), Provenance::Live, Limits::default())
            .expect("small"),
    );
    assert_eq!((source.text(), source.invalid()), ("a: ?\n---\nb: 1\n", &[3][..]));
    let read: Vec<Result<Document, SyntaxError>> = manifest::documents(&source).collect();
    assert_eq!(read[0].as_ref().map(drop).map_err(|error| error.span), Err(Span { start: 3, end: 4 }));
    assert_eq!(read[1].as_ref().map(|document| json(document.root())), Ok(r#"{"b":1}"#.to_owned()));
}

#[test]
fn json_is_written_as_go_writes_it() {
    let document = one(
        "b: <&>\na: \"\\u2028\\x01\\b\\f\\t\\\"\\\\\"\nn: [1e21, 1e-7, 1.5, -0.0, 100000000000000000000, !!binary /w==]\n",
    );
    assert_eq!(
        json(document.root()),
        r#"{"a":"\u2028\u0001\b\f\t\"\\","b":"\u003c\u0026\u003e","false":[1e+21,1e-7,1.5,-0,100000000000000000000,"\ufffd"]}"#
    );
}

#[test]
fn kinds() {
    let document = one("[~, no, 1, a, [], {}]");
    let kinds: Vec<Kind> = document.root().items().map(Node::kind).collect();
    assert_eq!(kinds, [Kind::Null, Kind::Bool, Kind::Number, Kind::String, Kind::Sequence, Kind::Mapping]);
    assert_eq!(one("").root().kind(), Kind::Null);
    assert!(parse_all("# nothing\n---\n~\n---\n").is_empty());
}

#[test]
fn several_fields_are_what_get_returns_for_each() {
    const NAMES: [&str; 9] = ["name", "true", "yes", "a key", "x", "", "1", "merged", "livenessProbe"];
    const FIELDS: FieldNames<9> = FieldNames::new(NAMES);
    let texts = [
        "{name: n, yes: 1, \"a key\": 2, 'x': 3, 1: 4, livenessProbe: {name: inner}, other: {x: 5}}",
        "name: 1\nname: 2\nx: &x {merged: 3, name: 0}\n<<: *x\n? ''\n: 4\n",
        "\"n\\u0061me\": 1\n\"x\": null\n",
        "[name, x]",
        "name",
        "{}",
    ];
    for text in texts {
        let document = one(text);
        let root = document.root();
        let expected = NAMES.map(|name| root.get(name).map(Node::id));
        let fields = root.fields(&FIELDS);
        let found: [_; NAMES.len()] = std::array::from_fn(|place| fields.get(place).map(Node::id));
        assert_eq!(found, expected, "{text}");
        let written: Vec<_> = root.named(&FIELDS).map(|(place, value)| (NAMES[place], value.id())).collect();
        assert!(written.is_sorted_by_key(|(_, id)| *id), "{text}");
        assert_eq!(written.len(), expected.iter().flatten().count(), "{text}");
    }
}

/// What stands between a separator, or the start, and the next one, and is comments only, is part of what follows.
#[test]
fn a_comment_above_a_separator_belongs_to_the_document_behind_it() {
    let source = parse("# one\n\n---\na: 1\n---\n # two\n---\nb: 2\n---\n# three\n");
    let documents: Vec<Document> = manifest::documents(&source).map(Result::unwrap).collect();
    let told = documents.iter().map(|document| {
        let comment = document.comments()[0];
        (source.slice(comment), source.slice(document.below(comment).unwrap()).lines().last())
    });
    assert_eq!(told.collect::<Vec<_>>(), [("# one", Some("a: 1")), ("# two", Some("b: 2"))]);
}
