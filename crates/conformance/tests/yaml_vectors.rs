//! The recorded answers of Kubernetes' Go reader to 116 inputs (`yaml/README.md` of the shared vectors).

use std::sync::Arc;

use manifest::{Document, Limits, Source};

/// The reader's own answer in the words of the vectors.
fn answer(input: &str) -> (Result<String, String>, bool) {
    let source = Source::new("-", input.as_bytes().to_vec(), Limits::default()).expect("small enough");
    match Document::parse(&Arc::new(source), Limits::default()) {
        Ok(document) => {
            let mut json = String::new();
            document.root().write_json(&mut json);
            (Ok(json), document.duplicates().is_empty())
        }
        Err(error) => (Err(error.message), false),
    }
}

#[test]
fn recorded_answers() {
    let Some(folder) = testkit::vectors("YAML vectors", "yaml") else { return };
    let rows = std::fs::read_to_string(folder.join("oracle.tsv")).expect("the answers");
    let mut read = 0;
    let mut wrong = Vec::new();
    for row in rows.lines() {
        let fields: Vec<&str> = row.split('\t').collect();
        let [input, lenient, strict] = fields[..] else { panic!("not three fields: {row}") };
        read += 1;
        let (json, is_strict) = answer(&input.replace("\\n", "\n"));
        let agrees = match lenient.strip_prefix("ERR ") {
            Some(_) => json.is_err(),
            None => json.as_deref() == Ok(lenient),
        };
        if !agrees || is_strict != (strict == "same") {
            wrong.push(format!("{row}\n  read as {json:?}, strict: {is_strict}"));
        }
    }
    assert_eq!(read, 116, "rows");
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}
