//! Input that wants to cost much ends in an error, soon, on a small stack.

use std::sync::Arc;

use manifest::{Document, Limits, Source, SourceError, SyntaxError};

fn parse(text: String) -> Result<Document, SyntaxError> {
    let source = Source::new("-", text.into_bytes(), Limits::default()).expect("small enough");
    Document::parse(&Arc::new(source), Limits::default())
}

/// Runs on the stack of a thread of a pool.
fn on_small_stack(test: fn()) {
    std::thread::Builder::new()
        .stack_size(256 << 10)
        .spawn(test)
        .expect("a thread")
        .join()
        .expect("no overflow");
}

#[test]
fn deep_nesting() {
    on_small_stack(|| {
        for (open, close) in
            [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("{\"a\":", "}"), ("[[{a: [", "]}]]")]
        {
            let deep = open.repeat(200_000) + "x" + &close.repeat(200_000);
            assert!(parse(deep).is_err(), "{open}");
        }
        let block: String = (0..2_000).map(|depth| " ".repeat(depth) + "a:\n").collect();
        let error = parse(block).expect_err("too deep");
        assert!(error.message.contains("1000 levels"), "{}", error.message);
    });
}

#[test]
fn as_deep_as_is_allowed() {
    on_small_stack(|| {
        let document = parse("[".repeat(1_000) + &"]".repeat(1_000)).expect("deep, yet allowed");
        let mut json = String::new();
        document.root().write_json(&mut json);
        assert_eq!(json.len(), 2_000);
        let document = parse("- ".repeat(999) + "x").expect("deep, yet allowed");
        let mut node = document.root();
        while let Some(item) = node.items().next() {
            assert_eq!(item.span().end as usize, document.source().text().len());
            node = item;
        }
        assert_eq!(std::iter::successors(Some(node), |node| node.parent()).count(), 1_000);
    });
}

#[test]
fn alias_bombs() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let error = parse(bomb).expect_err("a bomb");
    assert!(error.message.contains("aliases"), "{}", error.message);

    let mut bomb = String::from("x0: &x0 {a: 1, b: 2, c: 3}\n");
    for level in 1..60 {
        let before = level - 1;
        bomb.push_str(&format!("x{level}: &x{level} {{p: *x{before}, q: *x{before}, <<: *x{before}}}\n"));
    }
    assert!(parse(bomb).is_err());
}

#[test]
fn aliases_that_contain_themselves() {
    for text in ["&a [*a]", "&a {b: *a}", "&a {<<: *a}", "a: &x {b: &x [*x]}"] {
        assert!(parse(text.into()).is_err(), "{text}");
    }
}

#[test]
fn large_and_dull() {
    assert!(parse("a".repeat(20_000_000)).is_ok());
    assert!(parse("a: b\n".repeat(500_000)).is_ok());
    assert!(parse("\n".repeat(5_000_000)).is_ok());
    assert!(parse("- \n".repeat(1_000_000)).is_ok());
    assert!(parse("[".repeat(5_000_000)).is_err());
    assert!(parse("a: [".repeat(1_000_000)).is_err());
    assert!(parse("\"".to_owned() + &"\n".repeat(3_000_000)).is_err());
    let keys: String = (0..200_000).map(|key| format!("k{key}: {key}\n")).collect();
    let document = parse(keys).expect("many keys");
    assert_eq!(document.root().get("k199999").and_then(|node| node.as_i64()), Some(199_999));
}

#[test]
fn many_of_everything() {
    let same: String = "k: 1\n".repeat(100_000);
    assert_eq!(parse(same).expect("one key, many times").duplicates().len(), 99_999);
    let anchors: String = (0..50_000).map(|number| format!("k{number}: &a{number} 1\n")).collect();
    let merges = "<<: {}\n".repeat(50_000);
    assert!(parse(anchors + &merges).is_ok());
    let doubtful: String = "x:\n".to_owned() + &"- .inf\n".repeat(50_000) + "x: &k 1\ny:\n";
    let keys = "- {*k : 1}\n".repeat(50_000);
    assert!(parse(doubtful + &keys).is_ok());
    let texts: String = (0..50_000).map(|number| format!("k{number}: |\n  x\n")).collect();
    assert!(parse(texts).is_ok());
    let comments = "# c\n".repeat(200_000) + "a: 1\n";
    assert_eq!(parse(comments).expect("comments").comments().len(), 200_000);
}

#[test]
fn too_large() {
    let limits = Limits { bytes: 10, ..Limits::default() };
    let error = Source::new("-", b"0123456789x".to_vec(), limits).expect_err("too large");
    assert_eq!(error, SourceError::TooLarge { bytes: 11, limit: 10 });
}
